package io.evergrant.domain.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event that was only counted. */
public record AuditMark(Instant at, @Nullable String outcome) {}

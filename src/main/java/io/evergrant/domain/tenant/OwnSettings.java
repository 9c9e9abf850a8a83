package io.evergrant.domain.tenant;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a member chose for oneself.
 *
 * @param zone in which times are read; null where it is the browser's
 * @param version grows with every change of it
 */
public record OwnSettings(@Nullable ZoneId zone, long version) {}

package io.evergrant.domain.provider;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where a provider listens (RFC 8414 section 2). */
public record Endpoints(
    URI authorization,
    URI token,
    @Nullable URI introspection,
    @Nullable URI revocation,
    @Nullable URI userinfo) {}

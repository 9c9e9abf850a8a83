package io.evergrant.domain.provider;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider listens (RFC 8414 section 2).
 *
 * @param refresh takes refreshes in place of the token endpoint; null where that takes them too
 * @param pushedAuthorization takes authorization requests from the client itself (RFC 9126)
 */
public record Endpoints(
    URI authorization,
    URI token,
    @Nullable URI refresh,
    @Nullable URI introspection,
    @Nullable URI revocation,
    @Nullable URI userinfo,
    @Nullable URI pushedAuthorization) {
  /** Of one that takes authorization requests from browsers alone. */
  public Endpoints(
      URI authorization,
      URI token,
      @Nullable URI introspection,
      @Nullable URI revocation,
      @Nullable URI userinfo) {
    this(authorization, token, null, introspection, revocation, userinfo, null);
  }

  /** Where a refresh goes. */
  public URI refreshed() {
    return refresh == null ? token : refresh;
  }
}

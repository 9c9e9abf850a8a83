package io.evergrant.api;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.grant.GrantId;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;

/**
 * What a call for an access token asks.
 *
 * @param minTtl how long the token shall live at least
 */
record TokenCall(ApiKey key, GrantId grant, Duration minTtl) {
  private static final int USUAL_TTL = 60;
  private static final int LONGEST_TTL = 86_400;

  static TokenCall of(SecurityContext caller, UriInfo address) {
    var ttl = Parameters.of(address, "min_ttl").number("min_ttl", 0, LONGEST_TTL, USUAL_TTL);
    return new TokenCall(
        Caller.of(caller),
        Parameters.path(address.getPathParameters().getFirst("id"), GrantId::new),
        Duration.ofSeconds(ttl));
  }
}

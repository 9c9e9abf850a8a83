package io.evergrant.api;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.grant.GrantId;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;

/**
 * What a call asks of one grant.
 *
 * @param minTtl how long the token shall live at least
 */
record TokenCall(ApiKey key, GrantId grant, Duration minTtl) {
  private static final int USUAL_TTL = 60;
  private static final int LONGEST_TTL = 86_400;

  /** Of the grant in the path. */
  static TokenCall of(SecurityContext caller, UriInfo address) {
    var minTtl = minTtl(Parameters.of(address, "min_ttl"));
    return new TokenCall(
        Caller.of(caller),
        Parameters.path(address.getPathParameters().getFirst("id"), GrantId::new),
        minTtl);
  }

  /** Of those that the query lists, in its order. */
  static List<TokenCall> all(SecurityContext caller, UriInfo address, int most) {
    var parameters = Parameters.of(address, "grant", "min_ttl");
    var minTtl = minTtl(parameters);
    var key = Caller.of(caller);
    return parameters.ids("grant", most, GrantId::new).stream()
        .map(grant -> new TokenCall(key, grant, minTtl))
        .toList();
  }

  private static Duration minTtl(Parameters parameters) {
    return Duration.ofSeconds(parameters.number("min_ttl", 0, LONGEST_TTL, USUAL_TTL));
  }
}

package io.evergrant.usecase.port;

import io.evergrant.domain.apikey.AddressRange;
import java.util.List;

/**
 * How the API receives calls.
 *
 * @param callsPerSecond that a key may make on this node in the long run, and all tickets of that
 *     key together half as often; five seconds' worth at once
 * @param trustedProxies whose word about the caller's address counts ({@code X-Forwarded-For})
 */
public record ApiSettings(int callsPerSecond, List<AddressRange> trustedProxies) {
  public ApiSettings {
    trustedProxies = List.copyOf(trustedProxies);
  }
}

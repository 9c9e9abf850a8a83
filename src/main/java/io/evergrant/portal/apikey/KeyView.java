package io.evergrant.portal.apikey;

import io.evergrant.domain.apikey.AddressRange;
import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A key as pages show it.
 *
 * @param state {@code active}, {@code ended} or {@code revoked}
 * @param providerName of the only provider; null for all
 */
public record KeyView(ApiKey key, String state, @Nullable String providerName) {
  static KeyView of(ApiKey key, Instant now, @Nullable String providerName) {
    var state = key.isRevoked() ? "revoked" : key.isEnded(now) ? "ended" : "active";
    return new KeyView(key, state, providerName);
  }

  /** Colour and picture of the state. */
  public String tone() {
    return state.equals("active") ? "good" : "idle";
  }

  public boolean isUsable() {
    return state.equals("active");
  }

  /** In the order in which they are offered. */
  public List<ApiScope> scopes() {
    return Arrays.stream(ApiScope.values()).filter(key.scopes()::contains).toList();
  }

  public String scopeCodes() {
    return scopes().stream().map(ApiScope::code).collect(Collectors.joining(" "));
  }

  public String addresses() {
    return key.addresses().stream().map(AddressRange::toString).collect(Collectors.joining(" "));
  }
}

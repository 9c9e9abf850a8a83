package io.evergrant.domain.apikey;

import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.TenantId;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a back end calls the API with, without its secret.
 *
 * @param provider the only provider whose grants the key reaches; null for all
 * @param addresses the only addresses it may be used from; empty for all
 * @param generation grows with every rotation
 * @param hint how the newest secret begins, for a person to tell keys apart
 * @param previousEndsAt until when the secret before the newest still works; null where there is
 *     none
 * @param endsAt null for no end
 * @param lastUsedAt to the minute; null while it was never used
 */
public record ApiKey(
    ApiKeyId id,
    TenantId tenant,
    String name,
    Set<ApiScope> scopes,
    @Nullable ProviderId provider,
    List<AddressRange> addresses,
    long generation,
    String hint,
    @Nullable Instant previousEndsAt,
    Instant createdAt,
    @Nullable Instant endsAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt) {
  public ApiKey {
    scopes = Set.copyOf(scopes);
    addresses = List.copyOf(addresses);
  }

  /**
   * The tenant in which this key may do such a thing.
   *
   * @throws ScopeMissing where it may not
   */
  public TenantId in(ApiScope scope) {
    if (!scopes.contains(scope)) {
      throw new ScopeMissing(scope);
    }
    return tenant;
  }

  /** Whether it reaches grants of that provider: for the others it is as if they were not there. */
  public boolean reaches(ProviderId other) {
    var only = provider;
    return only == null || only.equals(other);
  }

  public boolean isUsableFrom(InetAddress address) {
    return addresses.isEmpty() || addresses.stream().anyMatch(range -> range.contains(address));
  }

  public boolean isRevoked() {
    return revokedAt != null;
  }

  public boolean isEnded(Instant now) {
    var end = endsAt;
    return end != null && !end.isAfter(now);
  }

  /** Whether whoever holds this key could do all that as well, from all those places. */
  public boolean covers(
      Set<ApiScope> others, @Nullable ProviderId only, List<AddressRange> ranges) {
    return scopes.containsAll(others)
        && (provider == null || provider.equals(only))
        && (addresses.isEmpty() || (!ranges.isEmpty() && ranges.stream().allMatch(this::isWithin)));
  }

  private boolean isWithin(AddressRange range) {
    return addresses.stream()
        .anyMatch(own -> own.prefix() <= range.prefix() && own.contains(range.base()));
  }

  public Actor.ApiKey asActor() {
    return new Actor.ApiKey(id, name);
  }
}

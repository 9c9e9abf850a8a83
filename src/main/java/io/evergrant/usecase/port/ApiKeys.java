package io.evergrant.usecase.port;

import io.evergrant.domain.apikey.AddressRange;
import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A tenant's API keys. Ends are counted by the database's clock. */
public interface ApiKeys {
  /** Those that work first, then by name. */
  List<ApiKey> list(TenantId tenant);

  Optional<ApiKey> find(TenantId tenant, ApiKeyId id);

  /** Answers false where the tenant has a key of that name that is not revoked. */
  boolean insert(Fresh key, Hashed secret);

  /**
   * Gives the key a new secret; every older one ends after the overlap, or when it would have
   * anyway.
   *
   * @return false, with nothing changed, where it is revoked, or was rotated since it was seen
   */
  boolean rotate(TenantId tenant, ApiKeyId id, long generation, Hashed secret, Duration overlap);

  /**
   * Whoever made or rotated it has seen its secret: the member, or where a key did so, all who know
   * that one.
   */
  void knownTo(TenantId tenant, ApiKeyId id, Actor by);

  /** For good. Answers false where it was revoked before. */
  boolean revoke(TenantId tenant, ApiKeyId id);

  void used(TenantId tenant, ApiKeyId id);

  /** A key that is not there yet; {@code life} null for no end. */
  record Fresh(
      ApiKeyId id,
      TenantId tenant,
      String name,
      Set<ApiScope> scopes,
      @Nullable ProviderId provider,
      List<AddressRange> addresses,
      @Nullable Duration life) {}

  /** What is kept of a secret: its SHA-256, and how it begins. */
  record Hashed(String hash, String hint) {}
}

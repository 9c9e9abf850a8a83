package io.evergrant.usecase.provider;

import io.evergrant.domain.provider.ClientKey;
import io.evergrant.domain.provider.ClientKeyId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.SigningAlgorithm;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.ClientKeyVault;
import io.evergrant.usecase.port.ClientKeys;
import io.evergrant.usecase.port.PortalSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Clients' keys in memory, and what lies of them in a vault. */
final class Keyring implements ClientKeys, ClientKeyVault {
  static final PortalSettings PORTAL =
      new PortalSettings("node", URI.create("https://portal.example"));

  final List<ClientKey> rows = new ArrayList<>();
  final Set<String> inVault = new TreeSet<>();
  Instant now = Instant.EPOCH;

  RecordClientKeys record(AuditLog log) {
    return new RecordClientKeys(this, log, PORTAL);
  }

  ManageClientKeys manage(AuditLog log) {
    return new ManageClientKeys(
        record(log),
        new KeyForClient(this, this),
        provider -> rows.stream().map(ClientKey::jwk).toList(),
        PORTAL);
  }

  @Override
  public void insert(TenantId tenant, ProviderId provider, Fresh key, boolean signs) {
    rows.addFirst(
        new ClientKey(
            key.id(),
            tenant,
            provider,
            key.algorithm(),
            key.keyId(),
            key.jwk(),
            now,
            signs ? now : null,
            null));
  }

  @Override
  public List<ClientKey> list(TenantId tenant, ProviderId provider) {
    return rows.stream().filter(key -> key.provider().equals(provider)).toList();
  }

  @Override
  public boolean use(TenantId tenant, ProviderId provider, ClientKeyId id, Duration overlap) {
    rows.replaceAll(
        key ->
            key.id().equals(id)
                ? at(key, now, null)
                : at(key, key.signsSince(), now.plus(overlap)));
    return true;
  }

  private static ClientKey at(ClientKey key, @Nullable Instant signs, @Nullable Instant until) {
    return new ClientKey(
        key.id(),
        key.tenant(),
        key.provider(),
        key.algorithm(),
        key.keyId(),
        key.jwk(),
        key.madeAt(),
        signs,
        until);
  }

  @Override
  public void endAll(TenantId tenant, ProviderId provider) {
    rows.removeIf(key -> key.provider().equals(provider));
  }

  @Override
  public void remove(TenantId tenant, ClientKeyId key) {
    rows.removeIf(row -> row.id().equals(key));
  }

  @Override
  public Fresh make(TenantId tenant, ClientKeyId key, SigningAlgorithm algorithm) {
    inVault.add(key.toString());
    return new Fresh(key, algorithm, "kid-" + key, "{}");
  }

  @Override
  public byte[] sign(TenantId tenant, ClientKeyId key, SigningAlgorithm algorithm, byte[] input) {
    throw new AssertionError("nobody signs here");
  }

  @Override
  public void destroy(TenantId tenant, ClientKeyId key) {
    inVault.remove(key.toString());
  }
}

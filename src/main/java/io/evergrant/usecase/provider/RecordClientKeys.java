package io.evergrant.usecase.provider;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.provider.ClientKey;
import io.evergrant.domain.provider.ClientKey.State;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.ClientKeys;
import io.evergrant.usecase.port.ClientKeys.Fresh;
import io.evergrant.usecase.port.EndedClientProofs.EndedKey;
import io.evergrant.usecase.port.PortalSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The database's share of what happens to clients' keys. */
@Singleton
class RecordClientKeys {
  private final ClientKeys keys;
  private final AuditLog audit;
  private final PortalSettings portal;

  @Inject
  RecordClientKeys(ClientKeys keys, AuditLog audit, PortalSettings portal) {
    this.keys = keys;
    this.audit = audit;
    this.portal = portal;
  }

  @Transactional
  List<ClientKey> list(Provider provider) {
    return keys.list(provider.tenant(), provider.id());
  }

  @Transactional
  void made(Steward by, Provider provider, Fresh key, boolean signs) {
    keys.insert(provider.tenant(), provider.id(), key, signs);
    log(
        by.actor(),
        provider,
        AuditEventType.CLIENT_KEY_MADE,
        Map.of(
            "kid", key.keyId(),
            "algorithm", key.algorithm().name(),
            "signs", Boolean.toString(signs)));
  }

  /** False where it is not one that waits for that. */
  @Transactional
  boolean used(Steward by, Provider provider, ClientKey key, Duration overlap) {
    if (!keys.use(provider.tenant(), provider.id(), key.id(), overlap)) {
      return false;
    }
    log(
        by.actor(),
        provider,
        AuditEventType.CLIENT_KEY_USED,
        Map.of("kid", key.keyId(), "overlap_s", Long.toString(overlap.toSeconds())));
    return true;
  }

  /** The client proves itself otherwise from now on. */
  @Transactional
  void ended(Provider provider) {
    if (list(provider).stream().anyMatch(key -> key.state() != State.ENDS)) {
      keys.endAll(provider.tenant(), provider.id());
    }
  }

  @Transactional
  void destroyed(EndedKey key) {
    keys.remove(key.tenant(), key.id());
    audit.append(
        AuditEvent.about(
            key.tenant(),
            AuditEventType.CLIENT_KEY_DESTROYED,
            new Actor.Portal(portal.node()),
            key.provider(),
            Map.of("kid", key.keyId())));
  }

  private void log(Actor by, Provider provider, AuditEventType type, Map<String, String> details) {
    audit.append(AuditEvent.about(provider.tenant(), type, by, provider.id(), details));
  }
}

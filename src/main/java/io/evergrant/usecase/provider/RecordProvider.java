package io.evergrant.usecase.provider;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.provider.Provider;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Providers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;

/** The database's share of a registration or a change: one transaction, after Vault. */
@Singleton
class RecordProvider {
  private final Providers providers;
  private final AuditLog audit;
  private final RecordHosts hosts;

  @Inject
  RecordProvider(Providers providers, AuditLog audit, RecordHosts hosts) {
    this.providers = providers;
    this.audit = audit;
    this.hosts = hosts;
  }

  /** False where the name is taken: nothing was written. */
  @Transactional
  boolean registered(Steward by, Provider provider, HostsChange change) {
    if (!providers.insert(provider)) {
      return false;
    }
    log(by, provider, AuditEventType.PROVIDER_REGISTERED);
    write(by, provider, change);
    return true;
  }

  /** False where somebody changed it meanwhile: nothing was written. */
  @Transactional
  boolean changed(Steward by, Provider provider, HostsChange change) {
    if (!isAsSeen(by, provider, change)
        || !updated(by, provider, AuditEventType.PROVIDER_CHANGED)) {
      return false;
    }
    write(by, provider, change);
    return true;
  }

  /** False where somebody changed them meanwhile: nothing was written. */
  @Transactional
  boolean hostsChanged(Steward by, Provider provider, HostsChange change) {
    return hosts.replaced(by, provider.id(), change.seen(), change.wanted());
  }

  /** Where they are to be changed, the hosts are as they were seen. */
  @Transactional
  boolean isAsSeen(Steward by, Provider provider, HostsChange change) {
    return !change.isOne() || hosts.holds(by, provider.id(), change.seen());
  }

  /** False where somebody changed the row meanwhile: the secret is there, the log is not. */
  @Transactional
  boolean secretReplaced(Steward by, Provider provider) {
    return updated(by, provider, AuditEventType.PROVIDER_SECRET_REPLACED);
  }

  @Transactional
  Optional<Provider> find(Provider known) {
    return providers.find(known.tenant(), known.id());
  }

  private void write(Steward by, Provider provider, HostsChange change) {
    if (change.isOne()) {
      hosts.write(by, provider.id(), change.wanted());
    }
  }

  private boolean updated(Steward by, Provider provider, AuditEventType type) {
    if (!providers.update(provider)) {
      return false;
    }
    log(by, provider, type);
    return true;
  }

  private void log(Steward by, Provider provider, AuditEventType type) {
    var details =
        Map.of(
            "name", provider.name(),
            "client_id", provider.clientId(),
            "token_endpoint", provider.endpoints().token().toString(),
            "scope", provider.scope().toString());
    audit.append(AuditEvent.about(provider.tenant(), type, by.actor(), provider.id(), details));
  }
}

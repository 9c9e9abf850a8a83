package io.evergrant.usecase.provider;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.Provider;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.ClientKeys.Fresh;
import io.evergrant.usecase.port.Providers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The database's share of a registration or a change: one transaction, after Vault. */
@Singleton
class RecordProvider {
  private final Providers providers;
  private final AuditLog audit;
  private final RecordHosts hosts;
  private final RecordClientKeys keys;

  @Inject
  RecordProvider(Providers providers, AuditLog audit, RecordHosts hosts, RecordClientKeys keys) {
    this.providers = providers;
    this.audit = audit;
    this.hosts = hosts;
    this.keys = keys;
  }

  /**
   * False where the name is taken: nothing was written.
   *
   * @param key with which the client signs; null where it does not
   */
  @Transactional
  boolean registered(Steward by, Provider provider, HostsChange change, @Nullable Fresh key) {
    if (!providers.insert(provider)) {
      return false;
    }
    var facts = new Registration(provider).facts();
    log(by, provider, AuditEventType.PROVIDER_REGISTERED, facts);
    write(by, provider, change);
    write(by, provider, key);
    return true;
  }

  /**
   * False where somebody changed it meanwhile: nothing was written.
   *
   * @param key with which the client signs from now on; null where nothing changes in that
   */
  @Transactional
  boolean changed(Steward by, Provider provider, HostsChange change, @Nullable Fresh key) {
    if (!isAsSeen(by, provider, change) || !updated(by, provider)) {
      return false;
    }
    write(by, provider, change);
    write(by, provider, key);
    if (provider.clientAuthentication() != ClientAuthentication.PRIVATE_KEY_JWT) {
      keys.ended(provider);
    }
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

  @Transactional
  Optional<Provider> find(Provider known) {
    return providers.find(known.tenant(), known.id());
  }

  private void write(Steward by, Provider provider, HostsChange change) {
    if (change.isOne()) {
      hosts.write(by, provider.id(), change.wanted());
    }
  }

  private void write(Steward by, Provider provider, @Nullable Fresh key) {
    if (key != null) {
      keys.made(by, provider, key, true);
    }
  }

  private boolean updated(Steward by, Provider provider) {
    var before = find(provider);
    if (before.isEmpty() || !providers.update(provider)) {
      return false;
    }
    var registration = new Registration(provider);
    var facts = new HashMap<>(registration.facts());
    facts.put("changed", registration.differsFrom(new Registration(before.get())));
    log(by, provider, AuditEventType.PROVIDER_CHANGED, facts);
    return true;
  }

  private void log(Steward by, Provider provider, AuditEventType type, Map<String, String> facts) {
    audit.append(AuditEvent.about(provider.tenant(), type, by.actor(), provider.id(), facts));
  }

  static Map<String, String> details(Provider provider) {
    return Map.of(
        "name", provider.name(),
        "client_id", provider.clientId(),
        "token_endpoint", provider.endpoints().token().toString(),
        "scope", provider.scope().toString());
  }
}

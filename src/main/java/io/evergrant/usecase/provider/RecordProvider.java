package io.evergrant.usecase.provider;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.Dialect;
import io.evergrant.domain.provider.Provider;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.ClientKeys.Fresh;
import io.evergrant.usecase.port.Providers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
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
    log(by, provider, AuditEventType.PROVIDER_REGISTERED);
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
    if (!isAsSeen(by, provider, change)
        || !updated(by, provider, AuditEventType.PROVIDER_CHANGED)) {
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

  private boolean updated(Steward by, Provider provider, AuditEventType type) {
    if (!providers.update(provider)) {
      return false;
    }
    log(by, provider, type);
    return true;
  }

  private void log(Steward by, Provider provider, AuditEventType type) {
    var details = new HashMap<>(details(provider));
    var guard = provider.policy().guard();
    details.put("refuses_import", Boolean.toString(guard.refusesImport()));
    details.put("refuses_hand_over", Boolean.toString(guard.refusesHandOver()));
    var consent = guard.consentLife();
    if (consent != null) {
      details.put("consent_days", Long.toString(consent.toDays()));
    }
    details.putAll(told(provider));
    audit.append(AuditEvent.about(provider.tenant(), type, by.actor(), provider.id(), details));
  }

  /** Where refresh tokens are sent, and in which words; of parameters their names alone. */
  private static Map<String, String> told(Provider provider) {
    var details = new HashMap<String, String>();
    var refresh = provider.endpoints().refresh();
    if (refresh != null) {
      details.put("refresh_endpoint", refresh.toString());
    }
    var dialect = provider.dialect();
    if (!dialect.equals(Dialect.USUAL)) {
      details.put("scope_separator", dialect.scopeSeparator().name().toLowerCase(Locale.ROOT));
      details.put("token_request_body", dialect.body().name().toLowerCase(Locale.ROOT));
      details.put(
          "token_parameters", String.join(" ", new TreeSet<>(dialect.tokenParameters().keySet())));
    }
    return details;
  }

  static Map<String, String> details(Provider provider) {
    return Map.of(
        "name", provider.name(),
        "client_id", provider.clientId(),
        "token_endpoint", provider.endpoints().token().toString(),
        "scope", provider.scope().toString());
  }
}

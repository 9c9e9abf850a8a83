package io.evergrant.usecase.provider;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.EndedClientProofs.EndedSecret;
import io.evergrant.usecase.port.FormerSecrets;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.Providers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The database's share of a change of client secrets: after Vault. */
@Singleton
class RecordSecrets {
  private final Providers providers;
  private final FormerSecrets.InRow secrets;
  private final AuditLog audit;
  private final PortalSettings portal;

  @Inject
  RecordSecrets(
      Providers providers, FormerSecrets.InRow secrets, AuditLog audit, PortalSettings portal) {
    this.providers = providers;
    this.secrets = secrets;
    this.audit = audit;
    this.portal = portal;
  }

  /** False where somebody changed the row meanwhile: the secret is there, the log is not. */
  @Transactional
  boolean replaced(Steward by, Provider provider, Duration overlap) {
    if (!secrets.changed(provider, overlap)) {
      return false;
    }
    var details = new HashMap<>(RecordProvider.details(provider));
    details.put("overlap_s", Long.toString(overlap.toSeconds()));
    audit.append(
        AuditEvent.about(
            provider.tenant(),
            AuditEventType.PROVIDER_SECRET_REPLACED,
            by.actor(),
            provider.id(),
            details));
    return true;
  }

  @Transactional
  Optional<Provider> find(Provider known) {
    return providers.find(known.tenant(), known.id());
  }

  /** An admin does not wait for its end; false where somebody changed the row meanwhile. */
  @Transactional
  boolean formerGivenUp(Steward by, Provider provider) {
    if (!secrets.changed(provider, Duration.ZERO)) {
      return false;
    }
    logGone(by.actor(), new EndedSecret(provider.tenant(), provider.id()));
    return true;
  }

  @Transactional
  boolean formerGone(EndedSecret secret) {
    if (!secrets.gone(secret.tenant(), secret.provider())) {
      return false;
    }
    logGone(new Actor.Portal(portal.node()), secret);
    return true;
  }

  private void logGone(Actor by, EndedSecret secret) {
    audit.append(
        AuditEvent.about(
            secret.tenant(),
            AuditEventType.FORMER_SECRET_REMOVED,
            by,
            secret.provider(),
            Map.of()));
  }
}

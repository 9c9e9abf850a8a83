package io.evergrant.usecase.provider;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Providers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Map;

/** An admin stops the refreshing of all grants of a provider, or lets it go on. */
@Singleton
public class PauseProvider {
  private final Providers providers;
  private final AuditLog audit;

  @Inject
  public PauseProvider(Providers providers, AuditLog audit) {
    this.providers = providers;
    this.audit = audit;
  }

  /** False where it was paused already, or is unknown. */
  @Transactional
  public boolean pause(Steward by, ProviderId id) {
    return set(by, id, ProviderStatus.PAUSED, AuditEventType.PROVIDER_PAUSED);
  }

  /** False where it was active already, or is unknown. */
  @Transactional
  public boolean resume(Steward by, ProviderId id) {
    return set(by, id, ProviderStatus.ACTIVE, AuditEventType.PROVIDER_RESUMED);
  }

  private boolean set(Steward by, ProviderId id, ProviderStatus status, AuditEventType type) {
    var tenant = by.tenant();
    var reason = status == ProviderStatus.PAUSED ? "paused_by_person" : null;
    if (!by.reaches(id) || !providers.setStatus(tenant, id, status, reason)) {
      return false;
    }
    audit.append(AuditEvent.about(tenant, type, by.actor(), id, Map.of()));
    return true;
  }
}

package io.evergrant.usecase.access;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.Grants.Standing;
import io.evergrant.usecase.port.RefreshOnDemand;
import io.evergrant.usecase.port.RefreshOnDemand.Waited;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A back end asks for a refresh although none is due, and is told how it ended. */
@Singleton
public class RefreshForKey {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Grants grants;
  private final RefreshOnDemand refresh;
  private final AuditLog audit;

  @Inject
  public RefreshForKey(Grants grants, RefreshOnDemand refresh, AuditLog audit) {
    this.grants = grants;
    this.refresh = refresh;
    this.audit = audit;
  }

  /** Waits for the provider: no transaction here. */
  public Asked refresh(ApiKey by, GrantId id) {
    var tenant = by.in(ApiScope.MANAGE);
    var before = grants.standing(tenant, id).filter(found -> by.reaches(found.provider()));
    if (before.isEmpty()) {
      return new Asked.NoSuchGrant();
    }
    var seen = before.get();
    if (!seen.status().isRefreshed()) {
      tell(by, seen, Map.of("trigger", "api", "reason", "not_active"));
      return new Asked.NotActive(seen.status(), seen.statusCause());
    }
    if (seen.providerStatus() == ProviderStatus.PAUSED) {
      tell(by, seen, Map.of("trigger", "api", "reason", "provider_paused"));
      return new Asked.ProviderPaused(seen.provider());
    }
    if (Rests.until(seen).isPresent()) {
      tell(by, seen, Map.of("trigger", "api", "reason", "resting"));
      return notNow(seen);
    }
    tell(by, seen, Map.of("trigger", "api"));
    var waited = refresh.await(seen, by.asActor(), PATIENCE);
    if (waited == Waited.STILL_UNDER_WAY) {
      return new Asked.NotNow(null, null, null);
    }
    if (waited == Waited.NOT_STARTED) {
      tell(by, seen, Map.of("trigger", "api", "reason", "not_started"));
    }
    return grants
        .standing(tenant, id)
        .<Asked>map(now -> ended(seen, now, waited))
        .orElseGet(Asked.NoSuchGrant::new);
  }

  /** That it was asked for, or why none began: of that no attempt tells. */
  private void tell(ApiKey by, Standing seen, Map<String, String> details) {
    audit.append(
        AuditEvent.about(
            by.tenant(),
            AuditEventType.GRANT_RETRIED,
            by.asActor(),
            seen.provider(),
            seen.location().grant(),
            details));
  }

  private static Asked ended(Standing before, Standing now, Waited waited) {
    if (!now.status().isRefreshed()) {
      return new Asked.NotActive(now.status(), now.statusCause());
    }
    var success = now.lastSuccessAt();
    if (success != null && !Objects.equals(before.lastSuccessAt(), success)) {
      return new Asked.Done(
          Objects.requireNonNullElse(now.lastOutcome(), "renewed"), now.lastCause(), success);
    }
    var ended = !Objects.equals(before.lastOutcomeAt(), now.lastOutcomeAt());
    return ended || waited == Waited.OVER ? notNow(now) : new Asked.NotStarted();
  }

  private static Asked notNow(Standing standing) {
    return new Asked.NotNow(standing.lastOutcome(), standing.lastCause(), standing.dueAt());
  }

  /** How it ended; the last five as in {@link Access}. */
  public sealed interface Asked {
    /** A refresh succeeded after the call began. */
    record Done(String outcome, @Nullable String cause, Instant at) implements Asked {}

    record NoSuchGrant() implements Asked {}

    record NotActive(GrantStatus status, @Nullable String cause) implements Asked {}

    record ProviderPaused(ProviderId provider) implements Asked {}

    record NotStarted() implements Asked {}

    record NotNow(@Nullable String outcome, @Nullable String cause, @Nullable Instant retryAt)
        implements Asked {}
  }
}

package io.evergrant.it.postgresql;

import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.adapter.postgresql.RefreshJournalStore;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.grant.Fence;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.Trigger;
import io.evergrant.domain.outcome.ProviderSaid;
import io.evergrant.domain.outcome.ProviderSign;
import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.usecase.port.RefreshJournal.Ending;
import io.evergrant.usecase.port.RefreshJournal.Stored;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Claims and endings as the tests use them. */
final class Refreshes {
  static final ProviderSaid SAID = new ProviderSaid(200, null, null, Duration.ofMillis(42));
  static final Stored ROTATED = new Stored(2, 1, new Fingerprint("f1"), true, "openid", null, null);

  private Refreshes() {}

  /** The fence of the grant at this moment. */
  static Fence seen(Household home, GrantId grant) {
    return new GrantStore(Server.db()).standing(home.tenant, grant).orElseThrow().fence();
  }

  static Claim claim(Household home, GrantId grant) {
    return new RefreshJournalStore(Server.db())
        .claim(
            home.tenant,
            grant,
            seen(home, grant),
            Trigger.TIMER,
            new Actor.Timer("n1"),
            "n1",
            Household.LEASE)
        .orElseThrow();
  }

  static Ending renewed(@Nullable Stored stored) {
    return new Ending(
        "renewed",
        "rotated",
        "stored",
        SAID,
        GrantStatus.ACTIVE,
        null,
        Duration.ofHours(1),
        stored,
        true,
        false,
        ProviderSign.ANSWERED);
  }

  static Ending lost() {
    return new Ending(
        "consent_lost",
        "revoked",
        null,
        new ProviderSaid(400, "invalid_grant", "gone", Duration.ofMillis(5)),
        GrantStatus.NEEDS_CONSENT,
        "revoked",
        null,
        null,
        false,
        false,
        ProviderSign.ANSWERED);
  }

  static Ending deferred(String cause) {
    return new Ending(
        "deferred",
        cause,
        null,
        null,
        GrantStatus.ACTIVE,
        null,
        Duration.ofSeconds(5),
        null,
        false,
        null,
        ProviderSign.NOTHING);
  }

  /** The provider was not reached. */
  static Ending away() {
    var deferred = deferred("connect");
    return new Ending(
        deferred.outcome(),
        deferred.cause(),
        null,
        null,
        deferred.status(),
        null,
        deferred.dueIn(),
        null,
        false,
        null,
        ProviderSign.AWAY);
  }

  static AuditEvent event(Claim claim, String outcome) {
    return new AuditEvent(
        claim.tenant(),
        AuditEventType.REFRESH_ENDED,
        new Actor.Timer("n1"),
        claim.grant(),
        claim.provider(),
        claim.attempt(),
        true,
        outcome,
        Map.of("fingerprint_old", claim.fingerprint().value()));
  }

  static AuditQuestion about(GrantId grant) {
    return new AuditQuestion(grant, null, null, null, null, null, null, 100);
  }
}

package io.evergrant.usecase.refresh;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.outcome.ConsentCause;
import io.evergrant.domain.outcome.Proof;
import io.evergrant.domain.outcome.ProviderSaid;
import io.evergrant.domain.outcome.ProviderSign;
import io.evergrant.domain.outcome.RefreshOutcome;
import io.evergrant.domain.outcome.RefreshOutcome.Abandoned;
import io.evergrant.domain.outcome.RefreshOutcome.ConsentLost;
import io.evergrant.domain.outcome.RefreshOutcome.Deferred;
import io.evergrant.domain.outcome.RefreshOutcome.Escrowed;
import io.evergrant.domain.outcome.RefreshOutcome.LostRace;
import io.evergrant.domain.outcome.RefreshOutcome.ProviderRefused;
import io.evergrant.domain.outcome.RefreshOutcome.Renewed;
import io.evergrant.domain.outcome.RefreshOutcome.Unknown;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.usecase.port.RefreshJournal.Ending;
import io.evergrant.usecase.port.RefreshJournal.Stored;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An attempt with its outcome: what becomes of the grant's row, and what the log says. Pure.
 *
 * @param said null where the provider was not asked
 * @param stored null where nothing new lies in Vault
 * @param dueIn when the grant is due next; used by the outcomes that leave it to the timer
 */
record Ended(
    Claim claim,
    RefreshOutcome outcome,
    @Nullable ProviderSaid said,
    @Nullable Stored stored,
    Duration dueIn) {

  /** A wait that gives whoever is ahead time to commit. */
  static final Duration SOON = Duration.ofSeconds(5);

  Ending ending() {
    return switch (outcome) {
      case Renewed renewed -> row(GrantStatus.ACTIVE, null, dueIn, true, false);
      case Deferred deferred -> row(GrantStatus.ACTIVE, null, deferred.retryIn(), false, null);
      case ConsentLost lost ->
          row(GrantStatus.NEEDS_CONSENT, code(lost.cause()), null, false, settled(lost.cause()));
      case ProviderRefused refused -> row(GrantStatus.ACTIVE, null, dueIn, false, null);
      case Unknown unknown when unknown.replayIsSafe() ->
          row(GrantStatus.ACTIVE, null, unknown.retryIn(), false, true);
      case Unknown unknown -> row(GrantStatus.NEEDS_REVIEW, "outcome_unknown", null, false, true);
      case LostRace race -> row(GrantStatus.ACTIVE, null, SOON, true, null);
      case Escrowed escrowed -> row(GrantStatus.ACTIVE, null, SOON, true, false);
      case Abandoned abandoned when abandoned.cause() == RefreshOutcome.AbandonCause.STORE_BEHIND ->
          row(GrantStatus.NEEDS_REVIEW, "store_behind", null, false, null);
      case Abandoned abandoned
          when abandoned.cause() == RefreshOutcome.AbandonCause.REPLAY_UNSAFE ->
          row(GrantStatus.NEEDS_REVIEW, "outcome_unknown", null, false, true);
      case Abandoned abandoned -> row(GrantStatus.ACTIVE, null, dueIn, false, null);
    };
  }

  /**
   * @param node that ends it, whoever asked for it
   */
  AuditEvent event(Actor actor, String node) {
    return new AuditEvent(
        claim.tenant(),
        AuditEventType.REFRESH_ENDED,
        actor,
        claim.grant(),
        claim.provider(),
        claim.attempt(),
        true,
        outcome.code(),
        details(node));
  }

  private Map<String, String> details(String node) {
    var details = new HashMap<String, String>();
    details.put("node", node);
    details.put("cause", outcome.detail());
    details.put("trigger", claim.trigger().name().toLowerCase(Locale.ROOT));
    details.put("fingerprint_old", claim.fingerprint().value());
    details.put("kv_version_old", Integer.toString(claim.kvVersion()));
    put(details, "replay_of", claim.replayOf());
    var proof = proof();
    if (proof != null) {
      details.put("proof", proof.name().toLowerCase(Locale.ROOT));
    }
    var ending = ending();
    if (ending.dueIn() != null) {
      details.put("next_due_s", Long.toString(ending.dueIn().toSeconds()));
    }
    if (stored != null) {
      details.put("rotated", Boolean.toString(stored.rotated()));
      details.put("fingerprint_new", stored.fingerprint().value());
      details.put("kv_version", Integer.toString(stored.kvVersion()));
      details.put("key_version", Integer.toString(stored.keyVersion()));
      details.put("scope", stored.scope());
    }
    if (said != null) {
      details.put("latency_ms", Long.toString(said.latency().toMillis()));
      put(details, "http_status", said.httpStatus());
      put(details, "error", said.error());
      put(details, "error_description", said.errorDescription());
    }
    return details;
  }

  /** How far a success was proved; null where there was none. */
  private @Nullable Proof proof() {
    return switch (outcome) {
      case Renewed renewed -> renewed.proof();
      case Escrowed escrowed -> Proof.ISSUED;
      case Deferred d -> null;
      case ConsentLost c -> null;
      case ProviderRefused p -> null;
      case Unknown u -> null;
      case LostRace l -> null;
      case Abandoned a -> null;
    };
  }

  private Ending row(
      GrantStatus status,
      @Nullable String statusCause,
      @Nullable Duration due,
      boolean success,
      @Nullable Boolean inDoubt) {
    var proof = proof();
    return new Ending(
        outcome.code(),
        outcome.detail(),
        proof == null ? null : proof.name().toLowerCase(Locale.ROOT),
        said,
        status,
        statusCause,
        due,
        stored,
        success,
        inDoubt,
        ProviderSign.of(outcome, said != null));
  }

  /** A rule of our own says nothing of what the provider spent: a doubt outlives it. */
  private static @Nullable Boolean settled(ConsentCause cause) {
    return cause == ConsentCause.RENEWAL_DUE ? null : Boolean.FALSE;
  }

  private static String code(ConsentCause cause) {
    return cause.name().toLowerCase(Locale.ROOT);
  }

  private static void put(Map<String, String> details, String name, @Nullable Object value) {
    if (value != null) {
      details.put(name, value.toString());
    }
  }
}

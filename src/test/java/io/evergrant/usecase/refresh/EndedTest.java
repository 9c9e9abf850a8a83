package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.outcome.Classification.DeferCause;
import io.evergrant.domain.outcome.Classification.UnknownCause;
import io.evergrant.domain.outcome.ConsentCause;
import io.evergrant.domain.outcome.Proof;
import io.evergrant.domain.outcome.ProviderSaid;
import io.evergrant.domain.outcome.RefreshOutcome;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.usecase.port.RefreshJournal.Ending;
import io.evergrant.usecase.port.RefreshJournal.Stored;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the log tells of an attempt, and what becomes of its grant. */
class EndedTest {
  private static final Actor NODE = new Actor.Timer("node-1");
  private static final Duration DUE = Duration.ofMinutes(55);

  private final Claim claim = new Scene().claim();

  @Test
  void P01_a_success_is_told_with_everything_that_can_be_laid_beside_the_providers_log() {
    var said = new ProviderSaid(200, null, null, Duration.ofMillis(84));
    var stored = new Stored(5, 2, Scene.print("r2"), true, "read write", null, null);
    var event = event(new RefreshOutcome.Renewed(true, Proof.PROVED), said, stored);
    assertThat(event.type()).isEqualTo(AuditEventType.REFRESH_ENDED);
    assertThat(event.terminal()).isTrue();
    assertThat(event.actor()).isEqualTo(NODE);
    assertThat(event.tenant()).isEqualTo(claim.tenant());
    assertThat(event.provider()).isEqualTo(claim.provider());
    assertThat(event.grant()).isEqualTo(claim.grant());
    assertThat(event.attempt()).isEqualTo(claim.attempt());
    assertThat(event.outcome()).isEqualTo("renewed");
    assertThat(event.details())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("cause", "rotated"),
                Map.entry("trigger", "timer"),
                Map.entry("node", "n1"),
                Map.entry("proof", "proved"),
                Map.entry("fingerprint_old", "print-of-r1"),
                Map.entry("fingerprint_new", "print-of-r2"),
                Map.entry("rotated", "true"),
                Map.entry("kv_version_old", Integer.toString(claim.kvVersion())),
                Map.entry("kv_version", "5"),
                Map.entry("key_version", "2"),
                Map.entry("scope", "read write"),
                Map.entry("http_status", "200"),
                Map.entry("latency_ms", "84"),
                Map.entry("next_due_s", "3300")));
  }

  @Test
  void P08_a_rule_of_our_own_that_ends_a_consent_settles_no_doubt() {
    assertThat(lost(ConsentCause.RENEWAL_DUE).inDoubt()).isNull();
    assertThat(lost(ConsentCause.REVOKED).inDoubt()).isFalse();
  }

  private Ending lost(ConsentCause cause) {
    return ended(new RefreshOutcome.ConsentLost(cause), null, null).ending();
  }

  @Test
  void P06_a_refusal_is_told_in_the_providers_own_words() {
    var said = new ProviderSaid(400, "invalid_grant", "Token was revoked", Duration.ofMillis(31));
    var details = event(new RefreshOutcome.ConsentLost(ConsentCause.REVOKED), said, null).details();
    assertThat(details)
        .containsEntry("cause", "revoked")
        .containsEntry("http_status", "400")
        .containsEntry("error", "invalid_grant")
        .containsEntry("error_description", "Token was revoked")
        .as("which stored version was spent")
        .containsEntry("kv_version_old", Integer.toString(claim.kvVersion()))
        .as("nothing was proved, nothing is due, nothing new is stored")
        .doesNotContainKeys("proof", "next_due_s", "rotated", "fingerprint_new");
  }

  @Test
  void P08_where_no_answer_came_the_log_makes_none_up() {
    var lost = new ProviderSaid(null, null, null, Duration.ofSeconds(10));
    assertThat(event(new RefreshOutcome.LostRace(), lost, null).details())
        .containsEntry("latency_ms", "10000")
        .doesNotContainKeys("http_status", "error", "error_description");
    var never = new RefreshOutcome.Deferred(DeferCause.STORES_CLOSED, Duration.ofSeconds(7));
    assertThat(event(never, null, null).details())
        .containsEntry("next_due_s", "7")
        .doesNotContainKeys("latency_ms", "http_status", "error", "error_description");
  }

  @Test
  void P08_an_unknown_outcome_names_the_stored_version_that_may_be_spent() {
    var cause = UnknownCause.TIMEOUT;
    var unknown = new RefreshOutcome.Unknown(cause, true, Duration.ofSeconds(9));
    assertThat(event(unknown, null, null).details())
        .containsEntry("kv_version_old", Integer.toString(claim.kvVersion()))
        .doesNotContainKey("kv_version");
  }

  @Test
  void P09_the_row_and_the_log_say_the_same_of_how_far_a_success_was_proved() {
    for (var proof : Proof.values()) {
      var ended = ended(new RefreshOutcome.Renewed(false, proof), null, null);
      assertThat(ended.ending().proof()).isEqualTo(ended.event(NODE, "n1").details().get("proof"));
    }
    assertThat(ended(new RefreshOutcome.Escrowed(), null, null).ending().proof())
        .isEqualTo("issued");
  }

  @Test
  void P06_a_lost_race_counts_no_failure_and_looks_again_soon() {
    var ending = ended(new RefreshOutcome.LostRace(), null, null).ending();
    assertThat(ending.success()).isTrue();
    assertThat(ending.dueIn()).isEqualTo(Duration.ofSeconds(5));
  }

  private AuditEvent event(
      RefreshOutcome outcome, @Nullable ProviderSaid said, @Nullable Stored stored) {
    return ended(outcome, said, stored).event(NODE, "n1");
  }

  private Ended ended(
      RefreshOutcome outcome, @Nullable ProviderSaid said, @Nullable Stored stored) {
    return new Ended(claim, outcome, said, stored, DUE);
  }
}

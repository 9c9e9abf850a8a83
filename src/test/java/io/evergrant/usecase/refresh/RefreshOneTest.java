package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.catalogue.KnownEntry;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.outcome.Classification.DeferCause;
import io.evergrant.domain.outcome.ConsentCause;
import io.evergrant.domain.outcome.Proof;
import io.evergrant.domain.outcome.ProviderSign;
import io.evergrant.domain.outcome.RefreshOutcome;
import io.evergrant.domain.outcome.RefreshOutcome.AbandonCause;
import io.evergrant.domain.outcome.RefreshOutcome.Abandoned;
import io.evergrant.domain.outcome.RefreshOutcome.ConsentLost;
import io.evergrant.domain.outcome.RefreshOutcome.Deferred;
import io.evergrant.domain.outcome.RefreshOutcome.LostRace;
import io.evergrant.domain.outcome.RefreshOutcome.ProviderRefused;
import io.evergrant.domain.outcome.RefreshOutcome.Renewed;
import io.evergrant.domain.outcome.RefreshOutcome.Unknown;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.provider.ReuseConsequence;
import io.evergrant.domain.provider.TokenGuard;
import io.evergrant.domain.secret.TokenSet;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.usecase.port.RefreshJournal.Mark;
import io.evergrant.usecase.port.RefreshJournal.Unweighed;
import io.evergrant.usecase.port.TokenStanding.Standing;
import io.evergrant.usecase.port.TokenVault.Entry;
import io.evergrant.usecase.port.TokenVault.Opened;
import io.evergrant.usecase.refresh.RefreshOne.Result;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefreshOneTest {
  private final Scene scene = new Scene();

  @Test
  void P04_the_new_token_is_stored_with_its_attempt_and_its_parent() {
    scene.answers.add(Scene.issued("r2"));
    var ended = over(scene.run());
    var there = scene.vault.at(scene.location);
    assertThat(there.version()).isEqualTo(2);
    assertThat(there.entry().tokens().refreshToken().reveal()).isEqualTo("r2");
    assertThat(there.entry().attempt()).isEqualTo(ended.claim().attempt());
    assertThat(there.entry().parent()).isEqualTo(Scene.print("r1"));
    assertThat(ended.outcome()).isEqualTo(new Renewed(true, Proof.STORED));
  }

  @Test
  void P10_an_answer_without_a_refresh_token_is_seen_as_not_rotated() {
    scene.answers.add(Scene.issued(null));
    assertThat(over(scene.run()).outcome()).isEqualTo(new Renewed(false, Proof.STORED));
    assertThat(scene.vault.at(scene.location).entry().tokens().refreshToken().reveal())
        .isEqualTo("r1");
  }

  @Test
  void P10_a_token_that_never_changes_is_not_used_when_its_consent_is_to_be_renewed() {
    renewedAfter(Duration.ofDays(90));
    scene.rotations = 0;
    scene.journal.consentedAt = Scene.NOW.minus(Duration.ofDays(90));
    scene.answers.add(Scene.issued(null));
    var ended = over(scene.run());
    assertThat(ended.outcome()).isEqualTo(new ConsentLost(ConsentCause.RENEWAL_DUE));
    assertThat(ended.ending().status()).isEqualTo(GrantStatus.NEEDS_CONSENT);
    assertThat(ended.ending().statusCause()).isEqualTo("renewal_due");
    assertThat(ended.ending().dueIn()).isNull();
    assertThat(scene.sent).isEmpty();
    assertThat(scene.vault.at(scene.location).version()).as("it stays where it is").isEqualTo(1);
  }

  @Test
  void P10_no_consent_is_renewed_before_its_day_nor_where_the_token_changes_or_no_rule_asks() {
    renewedAfter(Duration.ofDays(90));
    scene.rotations = 0;
    scene.journal.consentedAt = Scene.NOW.minus(Duration.ofDays(90)).plusSeconds(1);
    assertRenewed("before its day");
    scene.rotations = 1;
    scene.journal.consentedAt = Scene.NOW.minus(Duration.ofDays(900));
    assertRenewed("it changes, if seldom");
    scene.rotations = 0;
    scene.guard = new TokenGuard(true, true, null);
    assertRenewed("no rule asks");
  }

  private void renewedAfter(Duration life) {
    scene.guard = new TokenGuard(false, false, life);
  }

  private void assertRenewed(String why) {
    scene.answers.add(Scene.issued(null));
    assertThat(over(scene.run()).outcome()).as(why).isInstanceOf(Renewed.class);
  }

  @Test
  void P02_nothing_is_sent_while_vault_was_not_seen_to_write() {
    scene.vaultCanaryFails = true;
    assertDeferred(DeferCause.STORES_CLOSED);
  }

  @Test
  void P02_nothing_is_sent_while_the_database_was_not_seen_to_write() {
    scene.databaseCanaryFails = true;
    assertDeferred(DeferCause.STORES_CLOSED);
  }

  @Test
  void P03_nothing_is_sent_when_the_claim_was_taken_over() {
    scene.journal.ours = false;
    assertThat(scene.run()).isInstanceOf(Result.NotOurs.class);
    assertThat(scene.sent).isEmpty();
  }

  @Test
  void P03_nothing_is_sent_by_a_worker_that_stood_still_after_marking() {
    scene.journal.onSent = () -> scene.nanos += Duration.ofSeconds(20).toNanos();
    assertDeferred(DeferCause.LEASE_ENDED);
  }

  @Test
  void P03_a_worker_that_stood_still_for_half_the_stores_part_of_the_lease_still_has_the_other() {
    scene.journal.onSent = () -> scene.nanos += Duration.ofSeconds(15).toNanos();
    scene.answers.add(Scene.issued("r2"));
    assertThat(over(scene.run()).outcome()).isInstanceOf(Renewed.class);
  }

  @Test
  void P02_a_token_set_that_cannot_be_read_holds_the_other_grants_requests_back() {
    assertThat(scene.gate.isOpen()).isTrue();
    scene.vaultCanaryFails = true;
    scene.vault.unreadable = true;
    assertThat(over(scene.run()).outcome()).isEqualTo(new Abandoned(AbandonCause.STORE_UNREADABLE));
    assertThat(scene.gate.isOpen()).isFalse();
    assertThat(scene.sent).isEmpty();
  }

  @Test
  void P02_a_client_secret_that_cannot_be_read_holds_the_other_grants_requests_back() {
    assertThat(scene.gate.isOpen()).isTrue();
    scene.vaultCanaryFails = true;
    scene.fingerprintKeyAway = true;
    assertDeferred(DeferCause.SECRET_UNREADABLE);
    assertThat(scene.gate.isOpen()).isFalse();
  }

  @Test
  void each_failure_in_a_row_makes_the_next_wait_longer() {
    scene.chance = 0.5;
    assertThat(waitAfter(0)).isEqualTo(Duration.ofMillis(3500));
    assertThat(waitAfter(1)).isEqualTo(Duration.ofSeconds(6));
    assertThat(waitAfter(2)).isEqualTo(Duration.ofSeconds(11));
  }

  @Test
  void P07_an_error_that_no_other_grant_gets_is_at_last_the_grants_own() {
    scene.failures = 7;
    scene.answers.add(Scene.error(400, "unauthorized_client"));
    assertThat(over(scene.run()).outcome()).isInstanceOf(Deferred.class);
    scene.failures = 8;
    scene.answers.add(Scene.error(400, "unauthorized_client"));
    assertThat(over(scene.run()).outcome()).isEqualTo(new ConsentLost(ConsentCause.UNKNOWN));
  }

  @Test
  void P08_a_lost_answer_whose_token_the_provider_still_calls_good_is_asked_for_again() {
    doubtedFor(Duration.ofMinutes(1));
    scene.introspects = true;
    scene.standing = Standing.ACTIVE;
    scene.reuse = ReuseConsequence.REVOKES_MORE;
    scene.answers.add(Scene.issued("r2"));
    assertThat(over(scene.run()).outcome()).isInstanceOf(Renewed.class);
    assertThat(scene.introspected).hasSize(1);
  }

  @Test
  void P08_a_lost_answer_whose_token_is_spent_is_lost_in_flight_without_a_request() {
    doubtedFor(Duration.ofMinutes(1));
    scene.introspects = true;
    scene.standing = Standing.INACTIVE;
    var ended = over(scene.run());
    assertThat(ended.outcome()).isEqualTo(new ConsentLost(ConsentCause.LOST_IN_FLIGHT));
    assertThat(ended.ending().status()).isEqualTo(GrantStatus.NEEDS_CONSENT);
    assertThat(scene.sent).isEmpty();
  }

  @Test
  void P08_the_provider_is_asked_about_a_token_only_after_it_had_time_to_settle() {
    doubtedFor(Duration.ofSeconds(5));
    scene.introspects = true;
    scene.standing = Standing.ACTIVE;
    assertDeferred(DeferCause.DOUBT_SETTLES);
    assertThat(scene.introspected).isEmpty();
  }

  @Test
  void P08_within_the_grace_a_request_that_was_given_up_is_not_overtaken_by_its_replay() {
    doubtedFor(Duration.ofSeconds(14));
    scene.grace = Duration.ofSeconds(30);
    assertDeferred(DeferCause.DOUBT_SETTLES);
  }

  @Test
  void P08_within_the_grace_nobody_is_asked_about_the_token() {
    doubtedFor(Duration.ofSeconds(15));
    scene.introspects = true;
    scene.grace = Duration.ofSeconds(30);
    scene.reuse = ReuseConsequence.REVOKES_MORE;
    scene.answers.add(Scene.issued("r2"));
    assertThat(over(scene.run()).outcome()).isInstanceOf(Renewed.class);
    assertThat(scene.introspected).isEmpty();
  }

  @Test
  void P08_from_the_end_of_the_grace_a_replay_that_may_cost_more_waits_for_a_person() {
    doubtedFor(Duration.ofSeconds(30));
    scene.grace = Duration.ofSeconds(30);
    scene.reuse = ReuseConsequence.REVOKES_MORE;
    var ended = over(scene.run());
    assertThat(ended.outcome()).isEqualTo(new Abandoned(AbandonCause.REPLAY_UNSAFE));
    assertThat(ended.ending().status()).isEqualTo(GrantStatus.NEEDS_REVIEW);
    assertThat(scene.sent).isEmpty();
  }

  @Test
  void P08_what_a_person_decided_to_try_is_tried() {
    scene.inDoubt = true;
    scene.reuse = ReuseConsequence.REVOKES_MORE;
    scene.answers.add(Scene.issued("r2"));
    assertThat(over(scene.run()).outcome()).isInstanceOf(Renewed.class);
  }

  @Test
  void P08_a_timeout_at_a_provider_that_can_tell_later_stays_with_the_timer() {
    scene.introspects = true;
    scene.reuse = ReuseConsequence.REVOKES_MORE;
    scene.answers.add(Scene.timeout());
    var ending = over(scene.run()).ending();
    assertThat(ending.status()).isEqualTo(GrantStatus.ACTIVE);
    assertThat(ending.dueIn()).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void P08_nothing_is_sent_while_the_provider_fails_and_another_grant_tries() {
    scene.journal.mark = Mark.PROVIDER_RESTS;
    assertDeferred(DeferCause.PROVIDER_RESTS);
  }

  @Test
  void P08_the_breaker_learns_what_the_end_tells_of_the_provider() {
    scene.answers.add(Scene.timeout());
    assertThat(scene.run().sign()).isEqualTo(ProviderSign.BROKEN);
    scene.answers.add(Scene.error(400, "invalid_grant"));
    assertThat(scene.run().sign()).isEqualTo(ProviderSign.ANSWERED);
    scene.answers.add(Scene.error(429, "slow_down"));
    assertThat(scene.run().sign()).isEqualTo(ProviderSign.LIMITED);
    assertThat(scene.run(new Opened.Missing()).sign()).isEqualTo(ProviderSign.NOTHING);
  }

  @Test
  void P04_a_store_that_refuses_for_a_while_is_tried_again() {
    scene.vault.faults.add(FakeVault.Fault.REFUSED);
    scene.vault.faults.add(FakeVault.Fault.REFUSED);
    scene.answers.add(Scene.issued("r2"));
    assertThat(over(scene.run()).outcome()).isInstanceOf(Renewed.class);
    assertThat(scene.vault.at(scene.location).entry().fingerprint()).isEqualTo(Scene.print("r2"));
  }

  @Test
  void P04_a_write_whose_answer_was_lost_is_recognised_as_ours() {
    scene.vault.faults.add(FakeVault.Fault.ANSWER_LOST);
    scene.answers.add(Scene.issued("r2"));
    assertThat(over(scene.run()).outcome()).isInstanceOf(Renewed.class);
    assertThat(scene.vault.at(scene.location).version()).isEqualTo(2);
  }

  @Test
  void P04_a_store_that_stays_away_sends_the_answer_to_escrow() {
    scene.answers.add(Scene.issued("r2"));
    scene.journal.onSent = () -> scene.vault.away = true;
    var result = scene.run();
    assertThat(result).isInstanceOf(Result.ToEscrow.class);
    assertThat(((Result.ToEscrow) result).entry().tokens().refreshToken().reveal()).isEqualTo("r2");
  }

  @Test
  void P09_an_answer_that_only_the_escrow_holds_is_issued_and_no_more() {
    scene.answers.add(Scene.issued("r2"));
    scene.journal.onSent = () -> scene.vault.away = true;
    assertThat(((Result.ToEscrow) scene.run()).escrowed().ending().proof()).isEqualTo("issued");
  }

  @Test
  void P04_a_rewrap_that_moved_the_version_does_not_cost_the_answer() {
    scene.answers.add(Scene.issued("r2"));
    var parent = scene.vault.at(scene.location).entry();
    scene.journal.onSent = () -> scene.vault.put(scene.location, 2, parent);
    assertThat(over(scene.run()).outcome()).isInstanceOf(Renewed.class);
    assertThat(scene.vault.at(scene.location).version()).isEqualTo(3);
  }

  @Test
  void P04_a_takeover_mark_sends_a_late_answer_to_escrow() {
    scene.answers.add(Scene.issued("r2"));
    var parent = scene.vault.at(scene.location).entry();
    var marked =
        new Entry(parent.attempt(), parent.parent(), parent.fingerprint(), true, parent.tokens());
    scene.journal.onSent = () -> scene.vault.put(scene.location, 2, marked);
    assertThat(scene.run()).isInstanceOf(Result.ToEscrow.class);
    assertThat(scene.vault.at(scene.location).entry().fingerprint()).isEqualTo(Scene.print("r1"));
  }

  @Test
  void P06_invalid_grant_is_asked_once_and_ends_the_grant() {
    scene.answers.add(Scene.error(400, "invalid_grant"));
    var ended = over(scene.run());
    assertThat(ended.outcome()).isEqualTo(new ConsentLost(ConsentCause.UNKNOWN));
    assertThat(ended.ending().status()).isEqualTo(GrantStatus.NEEDS_CONSENT);
    assertThat(ended.ending().dueIn()).isNull();
    assertThat(scene.sent).hasSize(1);
  }

  @Test
  void P06_invalid_grant_for_a_token_that_is_no_longer_the_stored_one_was_a_lost_race() {
    scene.answers.add(Scene.error(400, "invalid_grant"));
    var newer =
        new Entry(
            new AttemptId(UUID.randomUUID()),
            Scene.print("r1"),
            Scene.print("r2"),
            false,
            Scene.tokens("r2"));
    scene.journal.onSent = () -> scene.vault.put(scene.location, 2, newer);
    var ended = over(scene.run());
    assertThat(ended.outcome()).isEqualTo(new LostRace());
    assertThat(ended.ending().status()).isEqualTo(GrantStatus.ACTIVE);
  }

  @Test
  void P06_a_refusal_while_the_escrow_holds_a_successor_was_a_lost_race() {
    scene.answers.add(Scene.error(400, "invalid_grant"));
    scene.journal.onSent = () -> scene.journal.successorKept = true;
    assertThat(over(scene.run()).outcome()).isEqualTo(new LostRace());
  }

  @Test
  void P06_a_consent_given_to_a_client_on_trial_ends_when_such_consents_do() {
    var week = Duration.ofDays(7);
    scene.catalogue =
        new OneEntry(new KnownEntry().token("https://p.example/t").testing(week).entry());
    scene.answers.add(Scene.error(400, "invalid_grant"));
    scene.journal.consentedAt = Scene.NOW.minus(week);
    assertThat(over(scene.run()).outcome()).isEqualTo(new ConsentLost(ConsentCause.TESTING_LIMIT));
  }

  @Test
  void P06_of_a_provider_without_trials_a_refusal_after_a_week_says_nothing() {
    scene.catalogue = new OneEntry(new KnownEntry().token("https://p.example/t").entry());
    scene.answers.add(Scene.error(400, "invalid_grant"));
    scene.journal.consentedAt = Scene.NOW.minus(Duration.ofDays(7));
    assertThat(over(scene.run()).outcome()).isEqualTo(new ConsentLost(ConsentCause.UNKNOWN));
  }

  @Test
  void P06_a_refusal_that_cannot_be_checked_in_vault_is_weighed_later_and_not_asked_for_again() {
    scene.answers.add(Scene.error(400, "invalid_grant"));
    scene.journal.onSent = () -> scene.vault.unreadable = true;
    var ended = over(scene.run());
    assertThat(ended.outcome())
        .isInstanceOfSatisfying(
            Deferred.class, d -> assertThat(d.cause()).isEqualTo(DeferCause.REFUSAL_UNCHECKED));
    assertThat(ended.ending().status()).isEqualTo(GrantStatus.ACTIVE);
    scene.vaultCanaryFails = true;
    assertThat(scene.gate.isOpen()).as("nothing goes out until Vault writes again").isFalse();
    scene.vaultCanaryFails = false;

    scene.vault.unreadable = false;
    scene.failures = 1;
    scene.journal.unweighed = new Unweighed(Scene.print("r1"), "Refresh token was revoked");
    assertThat(over(scene.run()).outcome()).isEqualTo(new ConsentLost(ConsentCause.REVOKED));
    assertThat(scene.sent).as("it is not asked again").hasSize(1);

    var newer =
        new Entry(
            new AttemptId(UUID.randomUUID()),
            Scene.print("r1"),
            Scene.print("r2"),
            false,
            Scene.tokens("r2"));
    scene.vault.put(scene.location, 2, newer);
    scene.journal.onSent = () -> {};
    scene.answers.add(Scene.issued("r3"));
    assertThat(over(scene.run()).outcome()).as("a race that was lost").isInstanceOf(Renewed.class);
  }

  @Test
  void P01_a_replay_is_a_new_attempt_that_names_the_old_one() {
    doubtedFor(Duration.ofMinutes(1));
    scene.introspects = true;
    scene.standing = Standing.ACTIVE;
    scene.answers.add(Scene.issued("r2"));
    var ended = over(scene.run());
    assertThat(scene.journal.sent.getFirst().replayOf()).isEqualTo(scene.journal.doubted);
    assertThat(ended.event(new Actor.Timer("n1"), "n1").details())
        .containsEntry("replay_of", scene.journal.doubted.toString());
  }

  @Test
  void P03_the_lease_covers_the_deadline_of_the_request_and_the_stores() {
    scene.answers.add(Scene.issued("r2"));
    scene.run();
    assertThat(scene.journal.leases)
        .containsExactly(
            scene.provider().policy().deadline().plus(RefreshSettings.DEFAULT.storeLease()));
  }

  @Test
  void P07_invalid_client_is_the_providers_fault_and_leaves_the_grant_active() {
    scene.answers.add(Scene.error(401, "invalid_client"));
    var ended = over(scene.run());
    assertThat(ended.outcome()).isEqualTo(new ProviderRefused("invalid_client"));
    assertThat(ended.ending().status()).isEqualTo(GrantStatus.ACTIVE);
    assertThat(scene.vault.at(scene.location).version()).isEqualTo(1);
  }

  @Test
  void P07_unauthorized_client_is_believed_of_the_client_when_a_second_grant_agrees() {
    scene.answers.add(Scene.error(400, "unauthorized_client"));
    assertThat(over(scene.run()).outcome())
        .isInstanceOfSatisfying(
            Deferred.class, d -> assertThat(d.cause()).isEqualTo(DeferCause.CLIENT_DOUBTED));
    scene.journal.othersDoubt = true;
    scene.answers.add(Scene.error(400, "unauthorized_client"));
    assertThat(over(scene.run()).outcome()).isEqualTo(new ProviderRefused("unauthorized_client"));
  }

  @Test
  void P08_a_timeout_is_unknown_and_is_asked_again_only_where_that_is_safe() {
    scene.answers.add(Scene.timeout());
    var ended = over(scene.run());
    assertThat(ended.outcome())
        .isInstanceOfSatisfying(Unknown.class, u -> assertThat(u.replayIsSafe()).isTrue());
    assertThat(ended.ending().inDoubt()).isTrue();

    scene.reuse = ReuseConsequence.REVOKES_MORE;
    scene.nanos += Duration.ofSeconds(5).toNanos();
    scene.answers.add(Scene.timeout());
    assertThat(over(scene.run()).ending().status()).isEqualTo(GrantStatus.NEEDS_REVIEW);
  }

  @Test
  void P08_invalid_grant_after_a_lost_answer_reads_lost_in_flight() {
    scene.inDoubt = true;
    scene.answers.add(Scene.error(400, "invalid_grant"));
    assertThat(over(scene.run()).outcome()).isEqualTo(new ConsentLost(ConsentCause.LOST_IN_FLIGHT));
  }

  @Test
  void P15_an_ended_entry_is_an_outcome_and_nothing_is_sent() {
    assertThat(over(scene.run(new Opened.Missing())).outcome())
        .isEqualTo(new ConsentLost(ConsentCause.STORED_TOKEN_MISSING));
    assertThat(scene.sent).isEmpty();
  }

  @Test
  void P04_what_the_answer_will_need_is_here_before_the_request_goes_out() {
    scene.fingerprintKeyAway = true;
    assertThat(over(scene.run()).outcome()).isInstanceOf(Deferred.class);
    assertThat(scene.sent).isEmpty();
  }

  @Test
  void P15_a_token_whose_end_has_come_is_not_sent() {
    var kept = scene.vault.at(scene.location).entry();
    var past = Scene.NOW.minusSeconds(1);
    var tokens =
        new TokenSet(
            kept.tokens().refreshToken(),
            kept.tokens().accessToken(),
            "Bearer",
            kept.tokens().scope(),
            null,
            past,
            past.minusSeconds(60));
    var entry = new Entry(kept.attempt(), null, kept.fingerprint(), false, tokens);
    assertThat(over(scene.run(new Opened.Found(1, 1, entry))).outcome())
        .isEqualTo(new ConsentLost(ConsentCause.EXPIRED_ABSOLUTE));
    assertThat(over(scene.run(new Opened.Missing(3))).outcome())
        .isEqualTo(new ConsentLost(ConsentCause.EXPIRED_ABSOLUTE));
    assertThat(scene.sent).isEmpty();
  }

  @Test
  void a_version_below_the_rows_sends_nothing_and_asks_a_person() {
    var found = scene.vault.at(scene.location);
    var ended = over(scene.run(new Opened.Found(0, 1, found.entry())));
    assertThat(ended.outcome()).isEqualTo(new Abandoned(RefreshOutcome.AbandonCause.STORE_BEHIND));
    assertThat(ended.ending().status()).isEqualTo(GrantStatus.NEEDS_REVIEW);
    assertThat(scene.sent).isEmpty();
  }

  @Test
  void nothing_is_sent_to_a_paused_provider() {
    scene.status = ProviderStatus.PAUSED;
    assertThat(over(scene.run()).outcome())
        .isEqualTo(new Abandoned(RefreshOutcome.AbandonCause.PROVIDER_PAUSED));
    assertThat(scene.sent).isEmpty();
  }

  private @Nullable Duration waitAfter(int failures) {
    scene.failures = failures;
    scene.answers.add(Scene.error(429, "slow_down"));
    return over(scene.run()).ending().dueIn();
  }

  private void assertDeferred(DeferCause cause) {
    assertThat(over(scene.run()).outcome())
        .isInstanceOfSatisfying(Deferred.class, d -> assertThat(d.cause()).isEqualTo(cause));
    assertThat(scene.sent).isEmpty();
  }

  private static Ended over(Result result) {
    assertThat(result).isInstanceOf(Result.Over.class);
    return ((Result.Over) result).ended();
  }

  private void doubtedFor(Duration time) {
    scene.inDoubt = true;
    scene.journal.doubtSince = Scene.NOW.minus(time);
  }
}

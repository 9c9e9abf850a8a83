package io.evergrant.domain.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OverviewTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
  private static final Instant EARLIER = NOW.minusSeconds(3_600);

  private final Pulse mail = pulse("Mail", null, 0, null);
  private final Pulse files = pulse("Files", null, 0, null);

  @Test
  void where_all_is_well_nothing_needs_a_person() {
    var seen = overview(List.of(mail), List.of(stand(mail, GrantStatus.ACTIVE, null, 5)));
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.total()).isEqualTo(5);
    assertThat(seen.lag()).isZero();
  }

  @Test
  void what_costs_grants_now_comes_first_and_of_a_kind_the_larger() {
    var refused = pulse("Crm", "client_refused:invalid_client", 0, null);
    var away = pulse("Chat", null, 3, NOW.plusSeconds(60));
    var behind = pulse("Docs", null, 9, null);
    var paused = pulse("Old", "paused_by_person", 4, null);
    var seen =
        new Overview(
            NOW,
            List.of(
                stand(mail, GrantStatus.NEEDS_CONSENT, "revoked", 2),
                stand(files, GrantStatus.NEEDS_CONSENT, "revoked", 40),
                stand(files, GrantStatus.NEEDS_CONSENT, "expired_idle", 3),
                stand(mail, GrantStatus.NEEDS_REVIEW, "outcome_unknown", 500),
                stand(refused, GrantStatus.ACTIVE, null, 1),
                stand(paused, GrantStatus.ACTIVE, null, 7)),
            List.of(ends(mail, 0, 90), ends(files, 1, 90)),
            List.of(mail, files, paused, behind, away, refused),
            List.of(),
            List.of(),
            Map.of());
    assertThat(seen.problems().stream().map(OverviewTest::told))
        .containsExactly(
            "ClientRefused Crm 1",
            "ConsentLost Files 40",
            "ConsentLost Files 3",
            "ConsentLost Mail 2",
            "InDoubt Mail 500",
            "NotAnswering Chat 3",
            "Late Docs 9",
            "EndsInAWeek Files 1",
            "Paused Old 7",
            "EndsInAMonth Mail 90",
            "EndsInAMonth Files 89");
  }

  @Test
  void of_one_provider_it_is_as_if_there_were_no_other() {
    var paused = pulse("Old", "paused_by_person", 0, null);
    var seen =
        new Overview(
            NOW,
            List.of(
                stand(mail, GrantStatus.NEEDS_CONSENT, "revoked", 2),
                stand(files, GrantStatus.ACTIVE, null, 40)),
            List.of(ends(mail, 0, 90), ends(files, 1, 7)),
            List.of(mail, files, paused),
            List.of(new Tally(mail.provider(), EARLIER, OutcomeKind.RENEWED, 9)),
            List.of(new Tally(files.provider(), EARLIER, OutcomeKind.RENEWED, 9)),
            Map.of(mail.provider(), 2L, files.provider(), 3L));
    var one = seen.at(files.provider());
    assertThat(one.problems().stream().map(OverviewTest::told))
        .containsExactly("EndsInAWeek Files 1", "EndsInAMonth Files 6");
    assertThat(one.total()).isEqualTo(40);
    assertThat(one.endInAMonth()).isEqualTo(7);
    assertThat(one.countLongLived()).isEqualTo(3);
    assertThat(one.pulses()).containsExactly(files);
    assertThat(one.hours()).isEmpty();
    assertThat(one.days()).hasSize(1);
    assertThat(seen.at(paused.provider()).countLongLived()).isZero();
  }

  @Test
  void one_end_within_the_week_hides_none_of_those_within_the_month() {
    var seen = ending(List.of(ends(mail, 1, 500)));
    assertThat(seen.problems())
        .containsExactly(
            new Problem.EndsInAWeek(mail, 1, NOW.plusSeconds(1)),
            new Problem.EndsInAMonth(mail, 499, 1, NOW.plus(Duration.ofDays(8))));
  }

  @Test
  void of_equal_problems_the_providers_names_decide() {
    var stands =
        Stream.of(mail, files)
            .map(at -> stand(at, GrantStatus.NEEDS_CONSENT, "revoked", 2))
            .toList();
    assertThat(overview(List.of(mail, files), stands).problems().stream().map(OverviewTest::told))
        .containsExactly("ConsentLost Files 2", "ConsentLost Mail 2");
  }

  @Test
  void a_provider_that_does_not_answer_is_a_problem_once_a_grant_is_late() {
    var idle = pulse("Chat", null, 0, NOW.plusSeconds(60));
    assertThat(overview(List.of(idle), List.of()).problems()).isEmpty();
  }

  @Test
  void where_no_consent_ends_soon_nothing_is_told_of_ends() {
    assertThat(ending(List.of(ends(mail, 0, 0))).problems()).isEmpty();
  }

  @Test
  void grants_are_counted_by_how_they_stand_and_by_their_provider() {
    var seen =
        overview(
            List.of(mail, files),
            List.of(
                stand(mail, GrantStatus.ACTIVE, null, 5),
                stand(mail, GrantStatus.NEEDS_CONSENT, "revoked", 2),
                stand(files, GrantStatus.NEEDS_CONSENT, "expired_idle", 40)));
    assertThat(seen.count(GrantStatus.NEEDS_CONSENT)).isEqualTo(42);
    assertThat(seen.count(GrantStatus.ACTIVE)).isEqualTo(5);
    assertThat(seen.count(GrantStatus.REVOKED)).isZero();
    assertThat(seen.count(mail.provider())).isEqualTo(7);
    assertThat(seen.total()).isEqualTo(47);
  }

  @Test
  void ends_and_long_lived_tokens_are_those_of_all_providers() {
    var seen = ending(List.of(ends(mail, 1, 90), ends(files, 2, 20)));
    assertThat(seen.endInAWeek()).isEqualTo(3);
    assertThat(seen.endInAMonth()).isEqualTo(110);
    assertThat(seen.countLongLived()).isEqualTo(12);
  }

  @Test
  void a_paused_provider_makes_nobody_wait() {
    var paused = pulse("Old", "paused_by_person", 4, null);
    assertThat(overview(List.of(mail, paused), List.of()).lag()).isZero();
    assertThat(overview(List.of(mail, pulse("Docs", null, 9, null)), List.of()).lag())
        .isEqualTo(Duration.ofMinutes(9));
  }

  @Test
  void an_unknown_outcome_is_no_failure() {
    assertThat(
            Stream.of("renewed", "deferred", "unknown", "escrowed", "consent_lost", "new one")
                .map(OutcomeKind::of))
        .containsExactly(
            OutcomeKind.RENEWED,
            OutcomeKind.OPEN,
            OutcomeKind.OPEN,
            OutcomeKind.OPEN,
            OutcomeKind.FAILED,
            OutcomeKind.OPEN);
  }

  private static String told(Problem problem) {
    return problem.getClass().getSimpleName() + " " + problem.at().name() + " " + problem.grants();
  }

  private static Overview overview(List<Pulse> pulses, List<Stand> stands) {
    return new Overview(NOW, stands, List.of(), pulses, List.of(), List.of(), Map.of());
  }

  /** Of two providers that have long-lived tokens besides. */
  private Overview ending(List<EndsSoon> ends) {
    return new Overview(
        NOW,
        List.of(),
        ends,
        List.of(mail, files),
        List.of(),
        List.of(),
        Map.of(mail.provider(), 5L, files.provider(), 7L));
  }

  /** The first of the week at once, the first of the others in eight days. */
  private static EndsSoon ends(Pulse at, long week, long month) {
    return new EndsSoon(
        at.provider(), week, month, NOW.plusSeconds(1), NOW.plus(Duration.ofDays(8)));
  }

  private static Stand stand(Pulse at, GrantStatus status, @Nullable String cause, long grants) {
    var one = new GrantId(UUID.randomUUID());
    return new Stand(at.provider(), status, cause, grants, EARLIER, one);
  }

  private static Pulse pulse(
      String name, @Nullable String pausedFor, long late, @Nullable Instant asksAgainAt) {
    return new Pulse(
        new ProviderId(UUID.randomUUID()),
        name,
        pausedFor == null ? ProviderStatus.ACTIVE : ProviderStatus.PAUSED,
        pausedFor,
        EARLIER,
        Duration.ofMinutes(late),
        late,
        asksAgainAt);
  }
}

package io.evergrant.domain.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.evergrant.domain.provider.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is so is told once, and once more when it is over, however often it is seen. */
class BoardTest {
  private static final Instant START = Instant.parse("2026-11-26T10:00:00Z");
  private static final ProviderId XERO = new ProviderId(UUID.randomUUID());
  private static final ProviderId ZOOM = new ProviderId(UUID.randomUUID());
  private static final Set<NoticeKind> ALL = EnumSet.allOf(NoticeKind.class);
  private static final Duration DAY = Duration.ofDays(1);

  private Board board = new Board(List.of());
  private Instant now = START;

  @Test
  void what_is_seen_a_thousand_times_is_told_once() {
    for (var i = 0; i < 1_000; i++) {
      see(failure(XERO, 5_000));
    }
    assertThat(board.live()).hasSize(1);
    after(Notice.GATHERING);
    assertThat(tell()).extracting(Notice::news).containsExactly(News.OPENED);
    for (var i = 0; i < 1_000; i++) {
      after(Duration.ofMinutes(10));
      see(failure(XERO, 5_000 + i));
      assertThat(tell()).isEmpty();
    }
  }

  @Test
  void that_it_is_over_is_told_once_when_it_has_been_so_for_a_while() {
    toldOf(failure(XERO, 5_000));
    see();
    assertThat(tell()).as("not before it has settled").isEmpty();
    after(Notice.SETTLING);
    assertThat(tell())
        .satisfiesExactly(
            over -> {
              assertThat(over.news()).isEqualTo(News.OVER);
              assertThat(over.grants()).isEqualTo(5_000);
              assertThat(over.openedAt()).isEqualTo(START);
              assertThat(over.closedAt()).isEqualTo(now.minus(Notice.SETTLING));
            });
    after(DAY);
    see();
    assertThat(tell()).isEmpty();
    assertThat(board.nextDigest(null)).isEmpty();
  }

  @Test
  void what_is_over_before_anybody_was_told_is_not_told() {
    see(failure(XERO, 3));
    after(Duration.ofSeconds(30));
    see();
    after(DAY);
    see();
    assertThat(tell()).isEmpty();
    assertThat(board.nextDigest(null)).isEmpty();
  }

  @Test
  void what_comes_back_while_it_settles_has_never_been_away() {
    toldOf(failure(XERO, 3));
    for (var i = 0; i < 20; i++) {
      see();
      after(Duration.ofMinutes(1));
      assertThat(tell()).isEmpty();
      see(failure(XERO, 3));
      after(Duration.ofMinutes(1));
      assertThat(tell()).isEmpty();
    }
    assertThat(board.live()).singleElement().satisfies(one -> assertThat(one.isOpen()).isTrue());
  }

  @Test
  void what_comes_back_after_it_was_told_as_over_is_told_anew() {
    toldOf(failure(XERO, 3));
    see();
    after(Notice.SETTLING);
    assertThat(tell()).hasSize(1);
    after(DAY);
    see(failure(XERO, 4));
    after(Notice.GATHERING);
    assertThat(tell()).extracting(Notice::news).containsExactly(News.OPENED);
  }

  @Test
  void what_begins_together_is_told_together_the_worst_first() {
    see(consent(ZOOM, 2, 2));
    after(Duration.ofSeconds(20));
    see(consent(ZOOM, 2, 2), failure(XERO, 9), consent(XERO, 7, 7));
    after(Notice.GATHERING);
    assertThat(tell())
        .extracting(Notice::kind, Notice::provider)
        .containsExactly(
            tuple(NoticeKind.FAILURE, XERO),
            tuple(NoticeKind.NEEDS_CONSENT, XERO),
            tuple(NoticeKind.NEEDS_CONSENT, ZOOM));
  }

  @Test
  void between_two_digests_there_are_five_minutes() {
    see(failure(XERO, 1));
    assertThat(board.nextDigest(null)).contains(START.plus(Notice.GATHERING));
    assertThat(board.nextDigest(START)).contains(START.plus(Board.DIGEST_RESTS));
    assertThat(board.nextDigest(START.minus(DAY))).contains(START.plus(Notice.GATHERING));
  }

  @Test
  void more_of_the_same_is_told_a_day_later_and_only_if_it_is_more() {
    toldOf(consent(XERO, 2, 2));
    after(Duration.ofHours(1));
    see(consent(XERO, 3, 1));
    after(Duration.ofHours(22));
    see(consent(XERO, 3, 1));
    assertThat(tell()).isEmpty();
    after(Duration.ofHours(1));
    see(consent(XERO, 3, 1));
    assertThat(tell()).extracting(Notice::news).containsExactly(News.MORE);
    after(DAY.multipliedBy(3));
    see(consent(XERO, 3, 0));
    assertThat(tell()).as("the same ones still").isEmpty();
    see(consent(XERO, 4, 1));
    after(Notice.GATHERING);
    see(consent(XERO, 4, 1));
    assertThat(tell()).extracting(Notice::news).containsExactly(News.MORE);
  }

  @Test
  void an_outage_that_comes_to_hit_more_grants_is_one_outage() {
    toldOf(failure(XERO, 3));
    after(DAY.multipliedBy(2));
    see(trouble(NoticeKind.FAILURE, XERO, 5_000, 4_997));
    after(Notice.GATHERING);
    assertThat(tell()).isEmpty();
    assertThat(board.nextDigest(null)).isEmpty();
  }

  @Test
  void what_was_more_and_is_mended_before_it_is_told_is_not_told() {
    toldOf(consent(XERO, 2, 2));
    see(consent(XERO, 3, 1));
    see(consent(XERO, 2, 0));
    after(DAY);
    assertThat(tell()).isEmpty();
  }

  @Test
  void a_consent_that_is_no_longer_near_its_end_goes_without_a_word() {
    toldOf(trouble(NoticeKind.ENDS_SOON, XERO, 4, 4));
    see();
    after(DAY);
    assertThat(tell()).isEmpty();
    assertThat(board.live()).noneMatch(Notice::isOpen);
  }

  @Test
  void what_was_not_looked_for_stays_as_it_is() {
    toldOf(trouble(NoticeKind.ENDS_SOON, XERO, 4, 4));
    board = board.seeing(List.of(), EnumSet.of(NoticeKind.FAILURE), Map.of(), BoardTest::id, now);
    assertThat(board.live()).allMatch(Notice::isOpen);
  }

  @Test
  void a_change_is_told_once_and_is_never_open() {
    var change =
        new Change(NoticeKind.KEY_CHANGED, "api_key_revoked", "billing", "ada@acme.example", now);
    board = board.with(List.of(change), BoardTest::id, now);
    see();
    after(Notice.GATHERING);
    assertThat(tell())
        .satisfiesExactly(
            told -> {
              assertThat(told.news()).isEqualTo(News.CHANGED);
              assertThat(told.about()).isEqualTo("billing");
              assertThat(told.isOpen()).isFalse();
            });
    after(DAY);
    see();
    assertThat(tell()).isEmpty();
  }

  @Test
  void a_failure_began_when_the_log_says() {
    var began = START.minusSeconds(40);
    board = board.seeing(List.of(failure(XERO, 1)), ALL, Map.of(XERO, began), BoardTest::id, now);
    assertThat(board.live().getFirst().openedAt()).isEqualTo(began);
  }

  private void toldOf(Trouble trouble) {
    see(trouble);
    after(Notice.GATHERING);
    see(trouble);
    assertThat(tell()).hasSize(1);
    assertThat(tell()).isEmpty();
  }

  private void see(Trouble... troubles) {
    board = board.seeing(List.of(troubles), ALL, Map.of(), BoardTest::id, now);
    forget();
  }

  private List<Notice> tell() {
    var due = board.due(now);
    board = board.told(due, now);
    forget();
    return due;
  }

  /** As the table does: what is over and told is not read again. */
  private void forget() {
    board = new Board(board.live().stream().filter(n -> n.isOpen() || n.tellAt() != null).toList());
  }

  private void after(Duration time) {
    now = now.plus(time);
  }

  private static NoticeId id() {
    return new NoticeId(UUID.randomUUID());
  }

  private static Trouble failure(ProviderId provider, long grants) {
    return trouble(NoticeKind.FAILURE, provider, grants, 0);
  }

  private static Trouble consent(ProviderId provider, long grants, long fresh) {
    return trouble(NoticeKind.NEEDS_CONSENT, provider, grants, fresh);
  }

  private static Trouble trouble(NoticeKind kind, ProviderId provider, long grants, long fresh) {
    return new Trouble(kind, provider, grants, fresh, null, null, null);
  }
}

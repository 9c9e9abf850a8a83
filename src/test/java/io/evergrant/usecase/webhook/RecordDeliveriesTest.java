package io.evergrant.usecase.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.webhook.Answer;
import io.evergrant.domain.webhook.Answer.Why;
import io.evergrant.usecase.port.Deliveries.Parcel;
import io.evergrant.usecase.port.PortalSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of a webhook, and of an event on its way to it, by what was answered. */
class RecordDeliveriesTest {
  private static final Duration LATENCY = Duration.ofMillis(12);
  private static final Instant THREE_DAYS_AGO = Mailroom.NOW.minus(Duration.ofDays(3));

  private final Mailroom room = new Mailroom();
  private final RecordDeliveries record =
      new RecordDeliveries(
          room,
          room,
          room,
          room,
          room,
          new PortalSettings("n1", URI.create("http://localhost:8080")),
          () -> 0.5);

  @Test
  void what_was_taken_is_delivered() {
    assertThat(answered(taken())).isTrue();
    assertThat(room.done).containsExactly("7 taken", "7 delivered");
  }

  @Test
  void a_success_ends_what_went_wrong_before() {
    room.since(THREE_DAYS_AGO, 9, false);
    assertThat(answered(taken())).isTrue();
    assertThat(room.done).containsExactly("7 taken", "7 delivered", "well");
    assertThat(room.events).isEmpty();
  }

  @Test
  void an_event_that_is_refused_waits_and_the_others_go_on() {
    assertThat(answered(refused(500, 0))).isTrue();
    assertThat(room.done).containsExactly("7 refused", "unwell", "7 again after PT3.5S, refused");
  }

  @Test
  void whoever_is_not_reached_rests_as_a_whole() {
    assertThat(answered(new Answer.Missed(Why.CONNECT, LATENCY))).isFalse();
    assertThat(room.done).containsExactly("7 missed", "rests PT3.5S", "7 again after PT3.5S");
  }

  @Test
  void a_rest_that_is_asked_for_is_granted() {
    assertThat(answered(refused(429, 120))).isFalse();
    assertThat(room.done).contains("rests PT2M");
  }

  @Test
  void those_that_were_under_way_together_count_once() {
    room.since(Mailroom.NOW, 4, true);
    assertThat(answered(new Answer.Missed(Why.RESET, LATENCY))).isFalse();
    assertThat(room.done).as("the fourth failure, not the fifth").contains("rests PT21S");
  }

  @Test
  void whoever_answers_410_is_disabled_and_the_event_stays() {
    assertThat(answered(new Answer.Gone("", LATENCY))).isFalse();
    assertThat(room.done)
        .contains("disabled: gone")
        .anyMatch(one -> one.startsWith("7 again"))
        .noneMatch(one -> one.contains("given up"));
    assertThat(room.told(AuditEventType.WEBHOOK_DISABLED))
        .containsEntry("reason", "gone")
        .containsEntry("name", "crm");
  }

  @Test
  void after_three_days_without_a_success_it_is_disabled_and_the_event_stays() {
    room.since(THREE_DAYS_AGO.plusMillis(1), 40, false);
    assertThat(answered(new Answer.Missed(Why.TIMEOUT, LATENCY))).isFalse();
    assertThat(room.done).noneMatch(one -> one.startsWith("disabled"));
    room.since(THREE_DAYS_AGO, 40, false);
    assertThat(answered(refused(500, 0), THREE_DAYS_AGO)).isFalse();
    assertThat(room.done).contains("disabled: failing").noneMatch(one -> one.contains("given up"));
    assertThat(room.told(AuditEventType.WEBHOOK_DISABLED)).containsEntry("reason", "failing");
  }

  @Test
  void one_event_that_is_refused_for_three_days_while_others_get_through_is_given_up() {
    room.since(Mailroom.NOW.minusSeconds(5), 0, false);
    assertThat(answered(refused(400, 0), THREE_DAYS_AGO.plusMillis(1))).isTrue();
    assertThat(room.events).isEmpty();
    assertThat(answered(refused(400, 0), THREE_DAYS_AGO)).isTrue();
    assertThat(room.done).contains("7 given up");
    assertThat(room.told(AuditEventType.WEBHOOK_GAVE_UP)).containsEntry("number", "7");
  }

  @Test
  void a_node_that_is_late_writes_nothing() {
    room.standing = null;
    assertThat(answered(taken())).isFalse();
    assertThat(answered(new Answer.Gone("", LATENCY))).isFalse();
    assertThat(room.done).isEmpty();
    assertThat(room.events).isEmpty();
  }

  private boolean answered(Answer answer) {
    return answered(answer, null);
  }

  private boolean answered(Answer answer, @Nullable Instant refusedSince) {
    return record.answered(Mailroom.TURN, new Parcel(7, null, 0, refusedSince), answer);
  }

  private static Answer taken() {
    return new Answer.Taken(204, "", LATENCY);
  }

  private static Answer refused(int status, long retryAfter) {
    return new Answer.Refused(status, "", Duration.ofSeconds(retryAfter), LATENCY);
  }
}

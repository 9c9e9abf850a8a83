package io.evergrant.usecase.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.secret.WebhookSecret;
import io.evergrant.domain.webhook.Answer;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.WebhookSender;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** A turn on real threads: what is under way together, and in which order. */
class SendTurnTest {
  private static final GrantId ADA = new GrantId(UUID.randomUUID());
  private static final GrantId BEN = new GrantId(UUID.randomUUID());

  private final Mailroom room = new Mailroom();
  private final Receiver receiver = new Receiver();

  @Test
  void an_event_is_sent_when_the_one_before_it_of_its_grant_is_delivered() {
    room.waits(ADA, 1);
    room.waits(ADA, 2);
    room.waits(BEN, 3);
    room.waits(ADA, 4);
    room.waits(BEN, 5);
    run();
    assertThat(room.done.getLast()).isEqualTo("released");
    for (var lane : List.of(List.of(1, 2, 4), List.of(3, 5))) {
      for (var i = 1; i < lane.size(); i++) {
        assertThat(receiver.seen.indexOf("begins " + lane.get(i)))
            .as("%d before %d", lane.get(i - 1), lane.get(i))
            .isGreaterThan(receiver.seen.indexOf("ends " + lane.get(i - 1)));
      }
    }
    assertThat(receiver.seen).hasSize(10);
  }

  @Test
  void the_turn_is_given_back_when_no_request_is_under_way_any_more() {
    for (var number = 1L; number <= 30; number++) {
      room.waits(new GrantId(UUID.randomUUID()), number);
    }
    receiver.answers =
        number -> number == 3 ? new Answer.Missed(Answer.Why.RESET, Duration.ZERO) : taken();
    run();
    assertThat(room.done.getLast()).isEqualTo("released");
    assertThat(receiver.seen.stream().filter(one -> one.startsWith("begins")))
        .as("those of one batch, and no more after a failure that concerns all")
        .hasSize(10);
    assertThat(receiver.seen.stream().filter(one -> one.startsWith("ends"))).hasSize(10);
  }

  @Test
  void what_breaks_off_ends_the_turn_when_the_others_have_ended() {
    room.waits(ADA, 1);
    room.waits(BEN, 2);
    receiver.answers =
        number -> {
          if (number == 1) {
            throw new IllegalStateException("a fault of ours");
          }
          return taken();
        };
    run();
    assertThat(room.done).contains("2 delivered").doesNotContain("1 delivered");
    assertThat(room.done.getLast()).isEqualTo("released for PT10S");
  }

  @Test
  void without_the_secret_nothing_is_sent() {
    room.waits(ADA, 1);
    room.stored = false;
    run();
    assertThat(receiver.seen).isEmpty();
    assertThat(room.done).containsExactly("released for PT10S");
  }

  @Test
  void what_the_log_has_no_more_is_given_up_and_holds_nobody_up() {
    room.waits(ADA, 1);
    room.waits(ADA, 2);
    room.loses(1);
    run();
    assertThat(room.done).contains("1 given up", "2 delivered");
  }

  @Test
  void a_webhook_that_was_not_reached_is_tried_with_one_event() {
    for (var number = 1L; number <= 5; number++) {
      room.waits(new GrantId(UUID.randomUUID()), number);
    }
    room.since(Mailroom.NOW, 2, false);
    receiver.answers = number -> new Answer.Missed(Answer.Why.CONNECT, Duration.ZERO);
    run();
    assertThat(receiver.seen).containsExactly("begins 1", "ends 1");
  }

  private void run() {
    var record =
        new RecordDeliveries(
            room,
            room,
            room,
            room,
            room,
            new PortalSettings("n1", URI.create("http://localhost:8080")),
            () -> 0.5);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      new SendTurn(record, room, receiver, System::nanoTime).run(Mailroom.TURN, threads);
    }
  }

  private static Answer taken() {
    return new Answer.Taken(204, "", Duration.ZERO);
  }

  /** Takes a moment over each request. */
  private static final class Receiver implements WebhookSender {
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final Set<Long> twice = Collections.synchronizedSet(new HashSet<>());
    private LongFunction<Answer> answers = number -> taken();

    @Override
    public boolean permits(URI url) {
      return true;
    }

    @Override
    public Answer send(Message message, List<WebhookSecret> secrets) {
      assertThat(secrets).hasSize(1);
      var number = Long.parseLong(message.id().substring(message.id().lastIndexOf('_') + 1));
      assertThat(twice.add(number)).as("sent once").isTrue();
      seen.add("begins " + number);
      try {
        Thread.sleep(5);
        return answers.apply(number);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        seen.add("ends " + number);
      }
    }
  }
}

package io.evergrant.usecase.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.ReceiverTrouble;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.SyslogCursors.Reached;
import io.evergrant.usecase.port.SyslogReceiver;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is sent to a syslog receiver, and when it counts as read. */
class StreamLogTest {
  private static final TenantId ACME = new TenantId(new UUID(1, 1));
  private static final TenantId UMBRELLA = new TenantId(new UUID(2, 2));

  private final LogShelf shelf = new LogShelf();
  private final Ear ear = new Ear();
  private final StreamLog stream =
      new StreamLog(
          new RecordStream(
              shelf, shelf, new PortalSettings("n1", URI.create("http://localhost:8080"))),
          ear,
          () -> 0);

  @Test
  void each_log_arrives_in_order_and_checkpoints_behind_what_they_cover() {
    shelf.add(ACME, 3);
    shelf.add(UMBRELLA, 1);
    shelf.sign(ACME, 2);
    assertThat(stream.run()).isEqualTo(5);
    assertThat(ear.of(ACME)).containsExactly("1", "2", "checkpoint 2", "3");
    assertThat(ear.of(UMBRELLA)).containsExactly("1");
    assertThat(stream.run()).as("nothing is due").isZero();
    shelf.sign(ACME, 3);
    assertThat(stream.run()).isEqualTo(1);
    assertThat(ear.of(ACME)).endsWith("checkpoint 3");
    assertThat(ear.rests).as("what is sent has time to arrive").isPositive();
  }

  @Test
  void a_line_is_what_an_export_has() {
    shelf.add(ACME, 1);
    var written = new StringBuilder();
    new VerifiableLines().event(written, Objects.requireNonNull(shelf.events.get(ACME)).getFirst());
    stream.run();
    assertThat(ear.read.getFirst().text() + "\n").isEqualTo(written.toString());
    assertThat(ear.read.getFirst().number()).isEqualTo(41);
    assertThat(ear.read.getFirst().time()).isEqualTo("2026-11-24T09:00:00.000000Z");
  }

  @Test
  void a_cursor_moves_when_the_connection_has_ended_in_good_order_and_not_before() {
    shelf.add(ACME, 3);
    ear.breaksAtEnd = true;
    assertThat(stream.run()).isZero();
    assertThat(shelf.read).isEmpty();
    assertThat(shelf.trouble).isEqualTo(ReceiverTrouble.BROKEN_OFF);
    shelf.add(ACME, 1);
    ear.breaksAtEnd = false;
    assertThat(stream.run()).isEqualTo(4);
    assertThat(ear.of(ACME)).containsExactly("1", "2", "3", "4");
    assertThat(shelf.read).containsEntry(ACME, new Reached(4, 0));
    assertThat(shelf.trouble).isNull();
  }

  @Test
  void a_receiver_that_is_away_costs_nothing_but_time() {
    shelf.add(ACME, 2);
    ear.away = true;
    assertThat(stream.run()).isZero();
    assertThat(shelf.read).isEmpty();
    ear.away = false;
    stream.run();
    assertThat(ear.of(ACME)).containsExactly("1", "2");
  }

  @Test
  void a_backlog_goes_over_several_connections_and_no_log_waits_for_all_of_another() {
    shelf.add(ACME, 45_000);
    shelf.add(UMBRELLA, 1);
    assertThat(stream.run()).isEqualTo(45_001);
    assertThat(ear.of(ACME))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 45_000).mapToObj(Integer::toString).toList());
    assertThat(ear.opened).isEqualTo(3);
    var place = ear.read.stream().map(SyslogReceiver.Message::tenant).toList().indexOf(UMBRELLA);
    assertThat(place).isLessThanOrEqualTo(StreamPage.MOST);
  }

  @Test
  void whoever_was_late_moves_nothing() {
    shelf.add(ACME, 2);
    shelf.late = true;
    assertThat(stream.run()).isZero();
    assertThat(shelf.read).isEmpty();
  }

  @Test
  void in_the_place_of_events_that_were_removed_stands_the_record_of_it() {
    shelf.add(ACME, 9);
    shelf.sign(ACME, 4);
    shelf.sign(ACME, 8);
    shelf.remove(ACME, 4);
    stream.run();
    assertThat(ear.of(ACME))
        .containsExactly("removal 4", "checkpoint 4", "5", "6", "7", "8", "checkpoint 8", "9");
    assertThat(shelf.read).containsEntry(ACME, new Reached(9, 8));
  }

  @Test
  void each_of_several_removals_is_told() {
    shelf.add(ACME, 12);
    shelf.sign(ACME, 3);
    shelf.sign(ACME, 6);
    shelf.sign(ACME, 9);
    stream.run();
    shelf.add(ACME, 8);
    shelf.sign(ACME, 14);
    shelf.sign(ACME, 18);
    for (var upTo : new long[] {3, 6, 14, 18}) {
      shelf.remove(ACME, upTo);
    }
    stream.run();
    assertThat(ear.of(ACME))
        .as("those before were read as events")
        .endsWith("12", "removal 14", "removal 18", "checkpoint 18", "19", "20");
    assertThat(ear.of(ACME)).doesNotContain("removal 3", "removal 6");
  }

  @Test
  void more_removals_than_a_page_holds_are_told_in_their_order() {
    var many = StreamPage.MOST + 3;
    shelf.add(ACME, many + 1);
    for (var upTo = 1; upTo <= many; upTo++) {
      shelf.sign(ACME, upTo);
      shelf.remove(ACME, upTo);
    }
    stream.run();
    var told = ear.of(ACME);
    assertThat(told.subList(0, many))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, many).mapToObj(upTo -> "removal " + upTo).toList());
    assertThat(told.subList(many, told.size()))
        .containsExactly("checkpoint " + many, Integer.toString(many + 1));
  }

  @Test
  void a_removal_of_what_was_read_already_is_no_gap() {
    shelf.add(ACME, 9);
    stream.run();
    shelf.sign(ACME, 6);
    shelf.remove(ACME, 6);
    shelf.add(ACME, 0);
    Objects.requireNonNull(shelf.events.get(ACME))
        .add(Events.linked(10, Events.event("signed_in", "Ada", Map.of())));
    stream.run();
    assertThat(ear.of(ACME)).endsWith("9", "checkpoint 6", "10").doesNotContain("removal 6");
  }

  @Test
  void what_was_taken_out_of_the_database_is_told_all_the_same() {
    shelf.add(ACME, 3);
    shelf.sign(ACME, 5);
    Objects.requireNonNull(shelf.events.get(ACME)).set(1, Events.gone(2));
    stream.run();
    assertThat(ear.of(ACME)).containsExactly("1", "event_gone 2", "3", "checkpoint 5");
  }

  /** A receiver that reads what is sent to it once the connection ends. */
  private static final class Ear implements SyslogReceiver {
    private final List<Message> read = new ArrayList<>();
    private boolean away;
    private boolean breaksAtEnd;
    private int rests;
    private int opened;

    List<String> of(TenantId tenant) {
      return read.stream()
          .filter(message -> message.tenant().equals(tenant))
          .map(
              message ->
                  Stream.of(message.kind(), Long.toString(message.sequence()))
                      .filter(word -> !word.equals("signed_in"))
                      .reduce((a, b) -> a + " " + b)
                      .orElseThrow())
          .toList();
    }

    @Override
    public boolean isConfigured() {
      return true;
    }

    @Override
    public Line open() {
      if (away) {
        throw new Failed(ReceiverTrouble.UNREACHABLE, "away", new IllegalStateException());
      }
      opened++;
      return new Line() {
        private final List<Message> underWay = new ArrayList<>();

        @Override
        public void send(List<Message> messages) {
          underWay.addAll(messages);
        }

        @Override
        public void rest() {
          rests++;
        }

        @Override
        public void end() {
          if (breaksAtEnd) {
            throw new Failed(ReceiverTrouble.BROKEN_OFF, "reset", new IllegalStateException());
          }
          read.addAll(underWay);
        }

        @Override
        public void close() {
          underWay.clear();
        }
      };
    }
  }
}

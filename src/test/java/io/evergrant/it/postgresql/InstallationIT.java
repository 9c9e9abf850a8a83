package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.InstallationStore;
import io.evergrant.usecase.port.Installation.Node;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator sees of nodes and work. */
class InstallationIT {
  private final InstallationStore installation = new InstallationStore(Server.db());
  private final String name = "node-" + UUID.randomUUID();

  @AfterEach
  void clock() {
    Server.resetClock();
  }

  @Test
  void a_node_is_seen_while_it_lives_and_forgotten_after_a_week() {
    installation.lives(name, "1.0", true);
    var first = node();
    assertThat(first.unseen()).isLessThan(Duration.ofSeconds(30));
    Server.shiftClock(Duration.ofMinutes(1));
    assertThat(node().unseen()).isGreaterThan(Duration.ofSeconds(59));
    installation.lives(name, "1.0", false);
    assertThat(node().startedAt()).isEqualTo(first.startedAt());
    assertThat(node().unseen()).isLessThan(Duration.ofSeconds(30));
    installation.lives(name, "1.1", true);
    assertThat(node().startedAt()).isAfter(first.startedAt());
    assertThat(node().release()).isEqualTo("1.1");
    Server.shiftClock(Duration.ofDays(8));
    installation.lives("another", "1.0", true);
    assertThat(installation.nodes()).noneMatch(node -> node.name().equals(name));
  }

  @Test
  void the_queue_counts_what_is_due_late_and_in_flight_and_nothing_of_a_paused_provider() {
    // what other tests left may fall due at any moment
    Server.asSuperuser("UPDATE oauth_grant SET due_at = NULL");
    var home = new Household();
    var provider = home.provider("Mail");
    var before = installation.queue();
    home.grant(provider, "due");
    var taken = home.grant(provider, "taken");
    home.grant(provider, "later", Duration.ofDays(1));
    Refreshes.claim(home, taken);
    var now = installation.queue();
    assertThat(now.due()).isEqualTo(before.due() + 1);
    assertThat(now.inFlight()).isEqualTo(before.inFlight() + 1);
    assertThat(now.oldestDueAt()).isNotNull();
    Server.shiftClock(Duration.ofSeconds(61));
    assertThat(installation.queue().late()).isGreaterThanOrEqualTo(before.late() + 1);
    Server.resetClock();
    Server.asSuperuser("UPDATE provider SET status = 'PAUSED' WHERE id = '" + provider.id() + "'");
    assertThat(installation.queue().due()).isEqualTo(before.due());
  }

  @Test
  void the_schema_is_the_newest_migration() {
    assertThat(installation.schema()).matches("V\\d+");
    assertThat(Integer.parseInt(installation.schema().substring(1))).isGreaterThanOrEqualTo(33);
  }

  private Node node() {
    return installation.nodes().stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}

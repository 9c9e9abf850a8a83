package io.evergrant.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.demo.LedgerEntry;
import io.evergrant.testkit.process.Until;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A strict provider, three rotations, SIGKILL for the portal, and the fourth. */
class KilledPortalIT {
  private static final String MODE = "killed";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Stack stack = Stack.shared();

  @Test
  void P01_after_a_kill_the_grant_lives_on_and_both_logs_agree() {
    // nine seconds of life, of which a third is margin: due every five to six seconds
    stack.provider().settings(MODE, Map.of("access_life_s", 9));
    var admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    var provider = admin.registerDemo("Strict and watched", stack.provider(), MODE);
    var grant = admin.connect(provider, stack.provider(), "chen");

    // committed, not only answered: the kill is to fall between two refreshes
    Until.holds("three rotations are committed", PATIENCE, () -> terminalEvents(grant) >= 4);
    stack.crashAndRestartPortal();
    var atRestart = refreshes().size();
    Until.holds("the next one was seen", PATIENCE, () -> refreshes().size() > atRestart);

    var back = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    back.press(back.get("/grants/" + grant), "pause", Map.of());
    Until.holds("no attempt is under way", PATIENCE, () -> open(grant) == 0);
    assertThat(stack.provider().ledger(MODE)).allMatch(LedgerEntry::accepted);
    assertThat(terminalEvents(grant))
        .as("as many successes in our log as the provider accepted, code exchange included")
        .isEqualTo(stack.provider().ledger(MODE).size());
    assertThat(endsOfOneAttempt(grant)).as("one terminal event each").isEqualTo(1);
    var issued = new HashSet<String>();
    for (var entry : refreshes()) {
      assertThat(issued.add(entry.fingerprint())).as("each token is spent once").isTrue();
    }
  }

  private List<LedgerEntry> refreshes() {
    var all = new ArrayList<>(stack.provider().ledger(MODE));
    all.removeIf(entry -> !entry.kind().equals("refresh_token"));
    return all;
  }

  private long open(UUID grant) {
    return count("SELECT count(*) FROM refresh_attempt WHERE open AND grant_id = '%s'", grant);
  }

  private long terminalEvents(UUID grant) {
    return count(
        """
        SELECT count(*) FROM audit_event
        WHERE terminal AND outcome = 'renewed' AND grant_id = '%s'
        """,
        grant);
  }

  private long endsOfOneAttempt(UUID grant) {
    return count(
        """
        SELECT max(ends) FROM (
          SELECT count(e.*) AS ends
          FROM refresh_attempt a
          LEFT JOIN audit_event e ON e.attempt_id = a.id AND e.terminal
          WHERE a.grant_id = '%s'
          GROUP BY a.id) of_each
        """,
        grant);
  }

  private long count(String sql, UUID grant) {
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var statement = connection.createStatement();
        var found = statement.executeQuery(sql.formatted(grant))) {
      found.next();
      return found.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.evergrant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.process.Until;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** While no intent can be kept, no provider is asked; afterwards all goes on by itself. */
class StoresRefuseIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** For two seconds a store that was seen to write counts as one that writes. */
  private static final Duration GOOD_FOR = Duration.ofMillis(2_500);

  /** Many ticks of the timer. */
  private static final Duration A_WHILE = Duration.ofSeconds(5);

  /** How the database refuses, and how it serves again. */
  record Refusal(String name, List<String> begins, List<String> ends) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Refusal> refusals() {
    var all =
        List.of(
            new Refusal(
                "out of connections",
                List.of(
                    "ALTER ROLE evergrant_app CONNECTION LIMIT 0",
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE usename = 'evergrant_app'
                    """),
                List.of("ALTER ROLE evergrant_app CONNECTION LIMIT -1")),
            diskFull("of the log", "audit_event"),
            diskFull("", "audit_event", "refresh_attempt", "canary"),
            diskFull("of the intents", "refresh_attempt"),
            new Refusal(
                "read only",
                List.of(
                    "ALTER ROLE evergrant_app SET default_transaction_read_only = on",
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE usename = 'evergrant_app'
                    """),
                List.of(
                    "ALTER ROLE evergrant_app RESET default_transaction_read_only",
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE usename = 'evergrant_app'
                    """)));
    return all.stream().limit(Chaos.LONG ? all.size() : 2);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void P02_while_the_database_refuses_nobody_is_asked(Refusal refusal) {
    nobodyIsAskedBetween(
        () -> refusal.begins().forEach(StoresRefuseIT::run),
        () -> refusal.ends().forEach(StoresRefuseIT::run));
  }

  @Test
  @LongForm
  void P02_while_openbao_is_sealed_nobody_is_asked() {
    var bao = Chaos.cluster().stores().bao();
    // a start opens it again
    nobodyIsAskedBetween(bao::seal, bao::crashAndRestart);
  }

  private static void nobodyIsAskedBetween(Runnable begins, Runnable ends) {
    Chaos.node();
    var flock = Flock.grow(Chaos.cluster(), 10, Manner.STRICT);
    // refreshed once, so that the node need not read Vault again to go on
    flock.makeDue();
    flock.settle(PATIENCE);
    begins.run();
    try {
      Until.within(GOOD_FOR, () -> false);
      flock.makeDue();
      assertThat(Until.within(A_WHILE, () -> asked(flock) > flock.size()))
          .as("a provider was asked")
          .isFalse();
    } finally {
      ends.run();
    }
    flock.settle(PATIENCE);
    var verdict = Oracle.judge(flock);
    assertThat(verdict.wrongs()).isEmpty();
    assertThat(verdict.lost()).isEmpty();
    assertThat(asked(flock)).as("two requests of each").isEqualTo(2 * flock.size());
  }

  private static int asked(Flock flock) {
    return flock.modes().stream()
        .mapToInt(mode -> flock.cluster().provider().ledger(mode).size())
        .sum();
  }

  private static Refusal diskFull(String which, String... tables) {
    var begins = new ArrayList<String>();
    begins.add(
        """
        CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = 'disk_full'; END $$
        """);
    for (var table : tables) {
      begins.add(trigger(table));
    }
    return new Refusal(
        ("disk full " + which).strip(), begins, List.of("DROP FUNCTION disk_full CASCADE"));
  }

  private static String trigger(String table) {
    return "CREATE TRIGGER disk_full BEFORE INSERT OR UPDATE ON "
        + table
        + " FOR EACH ROW EXECUTE FUNCTION disk_full()";
  }

  private static void run(String sql) {
    try (var connection = Chaos.cluster().superuser();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.evergrant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.process.Until;
import io.evergrant.testkit.wire.Interference.DelayAnswer;
import io.evergrant.testkit.wire.Interference.ResetBefore;
import io.evergrant.testkit.wire.Sent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** While no intent can be kept, no provider is asked; afterwards all goes on by itself. */
@ExtendWith(Progress.class)
class StoresRefuseIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** For two seconds a store that was seen to write counts as one that writes. */
  private static final Duration GOOD_FOR = Duration.ofMillis(2_500);

  private static final Duration BEYOND_THE_LEASE = Duration.ofMinutes(2);
  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final Manner[] MANNERS = {
    Manner.STRICT.within(DEADLINE), Manner.GRACE.within(DEADLINE), Manner.NEVER.within(DEADLINE)
  };

  private static final Pattern WRITES = Pattern.compile("^(POST|PUT) /v1/evergrant/data/");

  /** Many ticks of the timer. */
  private static final Duration A_WHILE = Duration.ofSeconds(5);

  /** A portal waits 5 seconds for an answer of OpenBao. */
  private static final Duration SLOW = Duration.ofSeconds(6);

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

  @ParameterizedTest
  @EnumSource
  @LongForm
  void P02_while_openbao_refuses_nobody_is_asked(Refusing how) {
    var vault = Chaos.node().vault();
    Predicate<Sent> which =
        how == Refusing.CONFLICT
            ? sent -> WRITES.matcher(sent.text()).find()
            : sent -> sent.text().contains(" /v1/evergrant/");
    nobodyIsAskedBetween(() -> vault.on(which, how.answer()), vault::clear);
  }

  /** It does what it is told, and says so later than a portal waits for it. */
  @Test
  @LongForm
  void P02_while_openbao_is_slow_nobody_is_asked() {
    var vault = Chaos.node().vault();
    nobodyIsAskedBetween(
        () ->
            vault.on(
                sent -> sent.text().contains(" /v1/evergrant/"), struck -> new DelayAnswer(SLOW)),
        vault::clear,
        SLOW.multipliedBy(3));
  }

  /** Their intents are kept already when it goes. */
  @Test
  @LongForm
  void P02_while_postgresql_is_away_nobody_is_asked() {
    var node = Chaos.node();
    var postgres = Chaos.cluster().stores().postgres();
    var flock = Flock.grow(Chaos.cluster(), 10, Manner.STRICT);
    var claimed = KillPoint.CLAIMED.reach(node, flock);
    postgres.kill();
    try {
      claimed.deliver();
      assertThat(Until.within(A_WHILE, () -> asked(flock) > 0))
          .as("a provider was asked")
          .isFalse();
    } finally {
      postgres.startAgain();
    }
    Chaos.cluster().advanceClock(BEYOND_THE_LEASE);
    flock.settle(PATIENCE);
    goesOn(flock, 1);
  }

  /** The canary had seen the log take an event; when the answers come it takes none. */
  @Test
  @LongForm
  void P01_P04_a_log_that_fills_while_the_provider_answers_ends_nothing_and_loses_nothing() {
    var node = Chaos.node();
    var flock = Flock.grow(Chaos.cluster(), 4, MANNERS);
    var full = diskFull("of the log", "audit_event");
    var asked = KillPoint.ASKED.reach(node, flock);
    full.begins().forEach(StoresRefuseIT::run);
    try {
      asked.deliver();
      Until.holds("all answers are stored", PATIENCE, () -> flock.renewed() == flock.size());
      Until.within(A_WHILE, () -> flock.open() < flock.size());
      assertThat(flock.open()).as("attempts that could not be ended").isEqualTo(flock.size());
    } finally {
      full.ends().forEach(StoresRefuseIT::run);
    }
    flock.settle(PATIENCE);
    goesOn(flock, 1);
  }

  /** Neither may be told how it ended, and still the sets are kept before their portal dies. */
  @Test
  @LongForm
  void P04_what_vault_does_not_take_is_kept_though_the_log_is_full_and_the_portal_is_killed() {
    var node = Chaos.node();
    var flock = Flock.grow(Chaos.cluster(), 4, MANNERS);
    var full = diskFull("of the log", "audit_event");
    var asked = KillPoint.ASKED.reach(node, flock);
    full.begins().forEach(StoresRefuseIT::run);
    try {
      node.vault()
          .on(
              KillPoint.writesTokens().and(EscrowMeanwhileIT.of(flock)),
              struck -> new ResetBefore());
      asked.deliver();
      Until.holds(
          "all lie in escrow", PATIENCE, () -> EscrowMeanwhileIT.kept(flock) == flock.size());
      assertThat(flock.open()).as("attempts that could not be ended").isEqualTo(flock.size());
      node.kill();
    } finally {
      full.ends().forEach(StoresRefuseIT::run);
    }
    Chaos.cluster().advanceClock(BEYOND_THE_LEASE);
    Chaos.node();
    flock.settle(PATIENCE);
    // what was drained is due again at once
    goesOn(flock, 2);
    assertThat(EscrowMeanwhileIT.told(flock, "stored")).isEqualTo(flock.size());
  }

  private static void nobodyIsAskedBetween(Runnable begins, Runnable ends) {
    nobodyIsAskedBetween(begins, ends, A_WHILE);
  }

  private static void nobodyIsAskedBetween(Runnable begins, Runnable ends, Duration aWhile) {
    Chaos.node();
    var flock = Flock.grow(Chaos.cluster(), 10, Manner.STRICT);
    // refreshed once, so that the node need not read Vault again to go on
    flock.makeDue();
    flock.settle(PATIENCE);
    begins.run();
    try {
      Until.within(GOOD_FOR, () -> false);
      flock.makeDue();
      assertThat(Until.within(aWhile, () -> asked(flock) > flock.size()))
          .as("a provider was asked")
          .isFalse();
    } finally {
      ends.run();
    }
    flock.settle(PATIENCE);
    goesOn(flock, 2);
  }

  private static void goesOn(Flock flock, int times) {
    var verdict = Oracle.judge(flock);
    assertThat(verdict.wrongs()).isEmpty();
    assertThat(verdict.lost()).isEmpty();
    assertThat(asked(flock)).as("requests of all of them").isEqualTo(times * flock.size());
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

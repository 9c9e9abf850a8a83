package io.evergrant.bench;

import io.evergrant.testkit.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.minidev.json.JSONObject;
import org.junit.jupiter.api.Test;

/**
 * What the chain costs: the same grants are refreshed again and again, in turns with the sequencer
 * at work and held off by somebody else's lease. The events are written either way; what differs is
 * that they are linked meanwhile.
 */
class ChainBench {
  private static final Path FOLDER = Path.of("target/bench");
  private static final int GRANTS = Integer.getInteger("evergrant.bench.grants", 2_000);
  private static final int WARM_UP = Integer.getInteger("evergrant.bench.warmup", 3);

  /** Of each kind; they take turns, so that what else the machine does meets both. */
  private static final int ROUNDS = Integer.getInteger("evergrant.bench.rounds", 10);

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final double AIM = 0.05;

  private final Stack stack = Stack.shared();
  private int round;

  @Test
  void chain() throws IOException, SQLException {
    stack.provider().settings("chain", Map.of("access_life_s", 86_400));
    try (var herd = new Herd(stack)) {
      herd.grow("chain", GRANTS);
      for (var i = 0; i < WARM_UP; i++) {
        rate(herd);
      }
      var linked = new ArrayList<Double>();
      var held = new ArrayList<Double>();
      for (var i = 0; i < ROUNDS; i++) {
        // whoever begins has the warmer machine, or the colder one
        var first = i % 2 == 0;
        (first ? linked : held).add(first ? linked(herd) : held(herd));
        (first ? held : linked).add(first ? held(herd) : linked(herd));
      }
      report(linked, held);
    }
  }

  private double linked(Herd herd) throws SQLException {
    letGo(herd);
    return rate(herd);
  }

  private double held(Herd herd) throws SQLException {
    letGo(herd);
    herd.run(
        """
        UPDATE audit_sequencer SET node = 'bench', lease_until = eg_now() + interval '1 hour'
        WHERE tenant_id = ?
        """,
        tenant(herd));
    return rate(herd);
  }

  /** What the round before left would be linked during the next. */
  private static void letGo(Herd herd) throws SQLException {
    herd.run("UPDATE audit_sequencer SET lease_until = NULL WHERE tenant_id = ?", tenant(herd));
    Herd.await("all is linked", PATIENCE, herd::isLinked);
  }

  private static Object tenant(Herd herd) {
    return herd.tenant.value();
  }

  /** Refreshes a second. */
  private double rate(Herd herd) throws SQLException {
    round++;
    herd.makeDue();
    Herd.await("all are refreshed", PATIENCE, () -> herd.isRefreshed(GRANTS, round));
    var found = herd.latencies();
    return found.renewed() / found.seconds();
  }

  private static void report(List<Double> linked, List<Double> held) throws IOException {
    var ratios = new ArrayList<Double>();
    for (var i = 0; i < linked.size(); i++) {
      ratios.add(1 - linked.get(i) / held.get(i));
    }
    var cost = Quantiles.of(ratios).at(0.5);
    var target = Target.atMost("cost of the chain", cost, AIM);
    var json = new JSONObject();
    json.put("grants", GRANTS);
    json.put("linked_per_second", linked);
    json.put("held_per_second", held);
    json.put("cost_p50", cost);
    json.put("cost_of_each_pair", ratios);
    json.put("missed", target.isMissed());
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve("chain.json"), json.toJSONString());
    System.out.printf(
        """
        the chain, %d pairs of rounds with %d refreshes each
          linked, refreshes a second   %.1f
          held off                     %.1f
          cost                         p50 %.1f %%, of single pairs %.1f to %.1f %%%s
        """,
        linked.size(),
        GRANTS,
        Quantiles.of(linked).at(0.5),
        Quantiles.of(held).at(0.5),
        100 * cost,
        100 * Quantiles.of(ratios).at(0),
        100 * Quantiles.of(ratios).at(1),
        target.isMissed() ? "\n  missed: " + target.inWords() : "");
  }
}

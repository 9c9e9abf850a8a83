package io.evergrant.bench;

import io.evergrant.testkit.Stack;
import io.evergrant.testkit.process.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.minidev.json.JSONObject;

/**
 * A provider that takes its time, and a node that may have few refreshes in flight: does what is
 * configured bound the rate, or do we? Two providers, because one is never given every place.
 *
 * @param places {@code EVERGRANT_REFRESH_CONCURRENCY}
 */
record Bounded(int places, int providerMillis, Duration window) {
  private static final String MODE = "bounded";
  private static final int WARM_UP = 2;

  Figures measure() throws IOException, SQLException {
    var folder = Files.createTempDirectory("evergrant-bench");
    var environment = Map.of("EVERGRANT_REFRESH_CONCURRENCY", Integer.toString(places));
    try (var stack = Stack.start(Stack.Plan.in(folder, environment))) {
      stack.provider().settings(MODE, Map.of("access_life_s", 86_400));
      stack.provider().fault(Map.of("kind", "none", "mode", MODE, "before_ms", providerMillis));
      return measure(stack);
    } finally {
      PrivateFiles.wipe(folder);
    }
  }

  private Figures measure(Stack stack) throws SQLException {
    var each = (int) (most() * window.toSeconds() / 2);
    try (var one = new Herd(stack);
        var other = new Herd(stack)) {
      one.grow(MODE, each);
      other.grow(MODE, each);
      for (var round = 1; round <= WARM_UP; round++) {
        refreshAll(one, other, each, round);
      }
      var since = new Servers(stack).begin();
      refreshAll(one, other, each, WARM_UP + 1);
      return found(one, other, since.end());
    }
  }

  private static void refreshAll(Herd one, Herd other, int each, int round) throws SQLException {
    one.makeDue();
    other.makeDue();
    Herd.await(
        "all are refreshed",
        Duration.ofMinutes(10),
        () -> one.isRefreshed(each, round) && other.isRefreshed(each, round));
  }

  /** What the places allow: refreshes a second. */
  private double most() {
    return places * 1000.0 / providerMillis;
  }

  private Found found(Herd one, Herd other, Load load) throws SQLException {
    var sql =
        """
        SELECT count(*) / greatest(extract(epoch FROM max(ended_at) - min(started_at)), 0.001),
               percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - started_at) * 1000),
               percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - sent_at) * 1000)
        FROM refresh_attempt
        WHERE provider_id = ANY (?)
          AND started_at >= ?
          AND outcome = 'renewed'
        """;
    try (var query = one.connection.prepareStatement(sql)) {
      var both = new UUID[] {one.provider.value(), other.provider.value()};
      query.setArray(1, one.connection.createArrayOf("uuid", both));
      query.setTimestamp(2, first(one.due(), other.due()));
      try (var row = query.executeQuery()) {
        row.next();
        return new Found(this, row.getDouble(1), row.getDouble(2), row.getDouble(3), load);
      }
    }
  }

  private static Timestamp first(Timestamp one, Timestamp other) {
    return one.before(other) ? one : other;
  }

  /**
   * What came out.
   *
   * @param held milliseconds from claim to end, in the middle
   * @param sent milliseconds from the request to the end, in the middle
   */
  private record Found(Bounded of, double rate, double held, double sent, Load load)
      implements Figures {
    private double ratio() {
      return rate / of.most();
    }

    @Override
    public List<Target> targets() {
      return List.of(Target.atLeast("rate to concurrency / provider's time", ratio(), 0.95));
    }

    @Override
    public String whatBinds() {
      return load.whatBinds(rate, held, of.places());
    }

    @Override
    public JSONObject toJson() {
      var json = new JSONObject();
      json.put("scenario", "bounded by the configured concurrency");
      json.put("provider_ms", of.providerMillis());
      json.put("concurrency", of.places());
      json.put("refreshes_per_second", rate);
      json.put("ratio_to_concurrency", ratio());
      json.put("p50_ms", held);
      json.put("p50_from_sent_ms", sent);
      json.put("load", load.toJson());
      return json;
    }

    @Override
    public String inWords() {
      return """
      provider at %d ms, %d refreshes in flight at most
        refreshes per second      %.1f of %.1f that the concurrency allows; ratio %.2f
        claim to commit           p50 %.0f ms (from the request on: %.0f ms)
      """
          .formatted(of.providerMillis(), of.places(), rate, of.most(), ratio(), held, sent);
    }
  }
}

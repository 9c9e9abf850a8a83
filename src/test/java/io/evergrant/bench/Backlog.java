package io.evergrant.bench;

import io.evergrant.bench.Herd.Latencies;
import io.evergrant.testkit.Stack;
import io.evergrant.usecase.refresh.RefreshSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.minidev.json.JSONObject;

/**
 * What waits after an outage, at a provider that serves so many requests a second and answers 429
 * to the others.
 *
 * @param allowed requests a second
 */
record Backlog(int count, int allowed) {
  private static final String MODE = "limiting";

  Figures measure(Stack stack) throws SQLException {
    stack.provider().settings(MODE, Map.of("access_life_s", 86_400, "rate_per_s", allowed));
    try (var herd = new Herd(stack)) {
      herd.grow(MODE, count);
      var since = new Servers(stack).begin();
      herd.makeDue();
      Herd.await(
          "the backlog is gone",
          Duration.ofSeconds(10L * count / allowed).plusMinutes(2),
          () -> herd.isRefreshed(count, 1));
      var found = herd.latencies();
      return new Found(this, found, since.end());
    }
  }

  private record Found(Backlog of, Latencies found, Load load) implements Figures {
    private double rate() {
      return found.renewed() / found.seconds();
    }

    private int refused() {
      return found.attempts() - of.count();
    }

    @Override
    public List<Target> targets() {
      return List.of(
          Target.atLeast("backlog to what is allowed", rate() / of.allowed(), 0.9),
          Target.atMost("share refused with 429", refused() / (double) of.count(), 0.01));
    }

    @Override
    public String whatBinds() {
      return load.whatBinds(rate(), found.p50(), RefreshSettings.DEFAULT.concurrency());
    }

    @Override
    public JSONObject toJson() {
      var json = new JSONObject();
      json.put("scenario", "backlog at a limiting provider");
      json.put("grants", of.count());
      json.put("allowed_per_second", of.allowed());
      json.put("refreshes_per_second", rate());
      json.put("ratio_to_allowed", rate() / of.allowed());
      json.put("attempts_too_many", refused());
      json.put("load", load.toJson());
      return json;
    }

    @Override
    public String inWords() {
      return """
      backlog of %d at a provider that serves %d a second
        refreshes per second      %.1f; ratio to what is allowed %.2f
        attempts too many (429)   %d, %.1f %%
      """
          .formatted(
              of.count(),
              of.allowed(),
              rate(),
              rate() / of.allowed(),
              refused(),
              100.0 * refused() / of.count());
    }
  }
}

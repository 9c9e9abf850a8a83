package io.evergrant.bench;

import io.evergrant.bench.Herd.Punctuality;
import io.evergrant.testkit.Stack;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import net.minidev.json.JSONObject;

/**
 * Grants that fall due evenly, as they do on a quiet day: how late is each begun, and how long does
 * the portal itself take?
 *
 * @param name what is tried
 * @param perSecond how many fall due in a second
 * @param providerMillis how long the provider takes
 * @param others grants in the same table that are due within the hour, but not while this runs
 */
record Even(String name, double perSecond, int providerMillis, int others, Duration over) {
  private static final Duration LEAD = Duration.ofSeconds(3);

  Figures measure(Stack stack) throws SQLException {
    var mode = "even" + providerMillis;
    var count = (int) (perSecond * over.toMillis() / 1000);
    stack.provider().settings(mode, Map.of("access_life_s", 86_400));
    if (providerMillis > 0) {
      stack.provider().fault(Map.of("kind", "none", "mode", mode, "before_ms", providerMillis));
    }
    try (var herd = new Herd(stack)) {
      herd.grow(mode, count);
      try (var crowd = new Crowd(herd, others)) {
        crowd.dueWithinTheHour(LEAD.plus(over).plusMinutes(10));
        herd.makeDueEvenly(LEAD, over);
        Herd.await("all were refreshed", over.plusMinutes(5), () -> herd.isRefreshed(count, 1));
      }
      return new Found(this, herd.punctuality(providerMillis));
    }
  }

  private record Found(Even of, Punctuality found) implements Figures {
    @Override
    public JSONObject toJson() {
      var json = new JSONObject();
      json.put("scenario", of.name());
      json.put("per_second", of.perSecond());
      json.put("provider_ms", of.providerMillis());
      json.put("grants", found.grants());
      json.put("other_grants_due_within_the_hour", of.others());
      json.put("due_lag_p50_ms", found.lag50());
      json.put("due_lag_p99_ms", found.lag99());
      json.put("own_p50_ms", found.own50());
      json.put("own_p99_ms", found.own99());
      return json;
    }

    @Override
    public String inWords() {
      return """
      %s: %.1f a second, %d grants (and %d more in the table), provider at %d ms
        due to claim                 p50 %.0f ms, p99 %.0f ms
        claim to commit, less provider  p50 %.0f ms, p99 %.0f ms
      """
          .formatted(
              of.name(),
              of.perSecond(),
              found.grants(),
              of.others(),
              of.providerMillis(),
              found.lag50(),
              found.lag99(),
              found.own50(),
              found.own99());
    }
  }
}

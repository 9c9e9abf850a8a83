package io.evergrant.bench;

import io.evergrant.bench.Herd.Punctuality;
import io.evergrant.testkit.Stack;
import io.evergrant.usecase.refresh.RefreshSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
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
 * @param target what is aimed at
 */
record Even(
    String name, double perSecond, int providerMillis, int others, Duration over, Aim target) {
  /** At half of the full rate, and of an hour. */
  enum Aim {
    OWN_TIME,
    LAG
  }

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
        var since = new Servers(stack).begin();
        Herd.await("all were refreshed", over.plusMinutes(5), () -> herd.isRefreshed(count, 1));
        return new Found(this, herd.punctuality(providerMillis), since.end());
      }
    }
  }

  private record Found(Even of, Punctuality found, Load load) implements Figures {
    @Override
    public List<Target> targets() {
      return List.of(
          switch (of.target()) {
            case OWN_TIME -> Target.atMost("own time, p99 in ms", found.own99(), 25);
            case LAG -> Target.atMost("due to claim, p99 in ms", found.lag99(), 2_000);
          });
    }

    @Override
    public String whatBinds() {
      return load.whatBinds(
          of.perSecond(),
          found.own50() + of.providerMillis(),
          RefreshSettings.DEFAULT.concurrency());
    }

    /** An hour is not waited for. */
    private String scaling() {
      return of.others() == 0
          ? ""
          : """
            (scaled: of the hour %d s are run, at its pace of %.1f a second and by the clock as it is; the hour's other %d grants stand in the same table, due later)
          """
              .formatted(of.over().toSeconds(), of.perSecond(), of.others());
    }

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
      json.put("beginning_seconds", Herd.BEGINNING.toSeconds());
      json.put("due_lag_p99_ms_after_the_beginning", found.laterLag99());
      json.put("own_p99_ms_after_the_beginning", found.laterOwn99());
      json.put("measured_seconds", of.over().toSeconds());
      json.put("load", load.toJson());
      return json;
    }

    @Override
    public String inWords() {
      return """
      %s: %.1f a second, %d grants (and %d more in the table), provider at %d ms
        due to claim                 p50 %.0f ms, p99 %.0f ms
        claim to commit, less provider  p50 %.0f ms, p99 %.0f ms
        both p99 without those of the first %d s, in which the provider's lane widens: %.0f ms, %.0f ms
      %s\
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
              found.own99(),
              Herd.BEGINNING.toSeconds(),
              found.laterLag99(),
              found.laterOwn99(),
              scaling());
    }
  }
}

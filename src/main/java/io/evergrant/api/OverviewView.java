package io.evergrant.api;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.overview.Overview;
import io.evergrant.domain.overview.Problem;
import io.evergrant.domain.overview.Pulse;
import io.evergrant.usecase.port.VaultHealth;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The overview as the API shows it: figures, and what needs a person. */
final class OverviewView {
  private OverviewView() {}

  static JsonObject of(Overview overview, List<Problem> problems, VaultHealth.State vault) {
    var statuses = new Json();
    for (var status : GrantStatus.values()) {
      statuses.with(Parameters.code(status), overview.count(status));
    }
    return new Json()
        .with("at", overview.now())
        .with("vault", Parameters.code(vault))
        .with("grants", overview.total())
        .with("statuses", statuses.done())
        .with("ends_in_7_days", overview.endInAWeek())
        .with("ends_in_30_days", overview.endInAMonth())
        .with("long_lived", overview.countLongLived())
        .with("lag", overview.lag().toSeconds())
        .with(
            "providers",
            Json.objects(overview.pulses().stream().map(pulse -> of(overview, pulse)).toList()))
        .with("needs_attention", Json.objects(problems.stream().map(OverviewView::of).toList()))
        .done();
  }

  private static JsonObject of(Overview overview, Pulse pulse) {
    return new Json()
        .with("provider", pulse.provider())
        .with("name", pulse.name())
        .with("status", Parameters.code(pulse.status()))
        .with("status_reason", pulse.pausedFor())
        .with("since", pulse.since())
        .with("grants", overview.count(pulse.provider()))
        .with("late", pulse.late())
        .with("lag", pulse.lag().toSeconds())
        .with("asks_again_at", pulse.asksAgainAt())
        .done();
  }

  private static JsonObject of(Problem problem) {
    return new Json()
        .with("kind", kind(problem))
        .with("provider", problem.at().provider())
        .with("provider_name", problem.at().name())
        .with("grants", problem.grants())
        .with("grant", one(problem))
        .with("cause", cause(problem))
        .with("since", problem.since())
        .with("asks_again_at", asksAgainAt(problem))
        .done();
  }

  private static String kind(Problem problem) {
    return switch (problem) {
      case Problem.ClientRefused p -> "client_refused";
      case Problem.ConsentLost p -> "consent_lost";
      case Problem.InDoubt p -> "in_doubt";
      case Problem.NotAnswering p -> "not_answering";
      case Problem.Late p -> "late";
      case Problem.EndsInAWeek p -> "ends_in_7_days";
      case Problem.Paused p -> "paused";
      case Problem.EndsInAMonth p -> "ends_in_30_days";
    };
  }

  private static @Nullable GrantId one(Problem problem) {
    return switch (problem) {
      case Problem.ConsentLost p -> p.one();
      case Problem.InDoubt p -> p.one();
      case Problem.ClientRefused p -> null;
      case Problem.NotAnswering p -> null;
      case Problem.Late p -> null;
      case Problem.EndsInAWeek p -> null;
      case Problem.Paused p -> null;
      case Problem.EndsInAMonth p -> null;
    };
  }

  private static @Nullable String cause(Problem problem) {
    return switch (problem) {
      case Problem.ConsentLost p -> p.cause();
      case Problem.InDoubt p -> p.cause();
      case Problem.ClientRefused p -> p.at().pausedFor();
      case Problem.Paused p -> p.at().pausedFor();
      case Problem.NotAnswering p -> null;
      case Problem.Late p -> null;
      case Problem.EndsInAWeek p -> null;
      case Problem.EndsInAMonth p -> null;
    };
  }

  private static @Nullable Instant asksAgainAt(Problem problem) {
    return problem instanceof Problem.NotAnswering p ? p.asksAgainAt() : null;
  }
}

package io.evergrant.api;

import io.evergrant.domain.grant.AttemptLine;
import jakarta.json.JsonObject;

/** An attempt as the API shows it. */
final class AttemptView {
  private AttemptView() {}

  static JsonObject of(AttemptLine attempt) {
    var said = attempt.said();
    return new Json()
        .with("id", attempt.id())
        .with("trigger", Parameters.code(attempt.trigger()))
        .with("node", attempt.node())
        .with("actor", attempt.actor())
        .with("started_at", attempt.startedAt())
        .with("sent_at", attempt.sentAt())
        .with("ended_at", attempt.endedAt())
        .with("outcome", attempt.outcome())
        .with("cause", attempt.cause())
        .with("proof", attempt.proof())
        .with("replay_of", attempt.replayOf())
        .with("http_status", said == null ? null : said.httpStatus())
        .with("error", said == null ? null : said.error())
        .with("error_description", said == null ? null : said.errorDescription())
        .with("latency_ms", said == null ? null : said.latency().toMillis())
        .done();
  }
}

package io.evergrant.api;

import io.evergrant.domain.staged.StageResult;
import io.evergrant.domain.staged.StagedTest;
import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A staged test as the API shows it. */
final class StagedTestView {
  private StagedTestView() {}

  /**
   * As far as it is.
   *
   * @param url where somebody consents; null where nobody has to, and for who may not make links
   */
  static JsonObject of(StagedTest test, @Nullable String url) {
    return new Json()
        .with("id", test.id())
        .with("provider", test.provider())
        .with("provider_version", test.version())
        .with("state", state(test))
        .with("stage", test.stage().code())
        .with("result", Parameters.code(test.result()))
        .with("asked_by", test.askedBy())
        .with("asked_at", test.askedAt())
        .with("ended_at", test.endedAt())
        .with("connect_link", test.link())
        .with("consent_url", url)
        .with("grant", test.grant())
        .with("stages", Json.objects(test.results().stream().map(StagedTestView::of).toList()))
        .done();
  }

  private static String state(StagedTest test) {
    if (!test.isUnderWay()) {
      return "ended";
    }
    return test.isWaitingForConsent() ? "waits_for_consent" : "running";
  }

  private static JsonObject of(StageResult result) {
    return new Json()
        .with("stage", result.stage().code())
        .with("verdict", Parameters.code(result.verdict()))
        .with("code", result.code())
        .with("facts", Json.texts(result.facts()))
        .with("lines", Json.texts(result.lines()))
        .with("ended_at", result.endedAt())
        .with("took_ms", result.took().toMillis())
        .done();
  }
}

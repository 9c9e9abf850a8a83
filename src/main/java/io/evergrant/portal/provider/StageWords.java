package io.evergrant.portal.provider;

import io.evergrant.domain.staged.Stage;
import io.evergrant.domain.staged.StageResult;
import io.evergrant.domain.staged.StageVerdict;
import io.evergrant.domain.staged.StagedTest;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.Words;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tests of providers in the words of a page. */
@Named("stageWords")
@Dependent
public class StageWords {
  /** The last fact of these is what the provider said. */
  private static final Set<String> WITH_WORDS =
      Set.of("client_refused", "answer_unclear", "not_refreshed", "no_result");

  /** The first fact of these is a cause. */
  private static final Set<String> WITH_CAUSE =
      Set.of("provider_busy", "not_reached", "no_token_endpoint");

  private static final Set<String> OF_AN_ATTEMPT = Set.of("not_refreshed", "no_result");

  private final Sentences text;
  private final Words words;

  @Inject
  public StageWords(Sentences text, Words words) {
    this.text = text;
    this.words = words;
  }

  public List<StageRow> rows(StagedTest test) {
    return Arrays.stream(Stage.values())
        .map(stage -> test.result(stage).map(this::ended).orElseGet(() -> notEnded(test, stage)))
        .toList();
  }

  /** Colour and picture of a test. */
  public String tone(StagedTest test) {
    if (test.isUnderWay()) {
      return "wait";
    }
    return switch (test.result()) {
      case PASSED -> "good";
      case DOUBTFUL -> "warn";
      case INCOMPLETE -> "idle";
      case FAILED -> "bad";
    };
  }

  public String word(StagedTest test) {
    if (test.isWaitingForConsent()) {
      return text.of("staged.waits");
    }
    return test.isUnderWay()
        ? text.of("staged.under_way")
        : text.of("staged.result." + code(test.result()));
  }

  /** One sentence: where it failed, or how far it is. */
  public String summary(StagedTest test) {
    return test.failure()
        .map(failed -> text.of("staged.failed_at", name(failed.stage())))
        .orElseGet(
            () ->
                text.of(
                    test.isUnderWay()
                        ? "staged.under_way.what"
                        : "staged.result." + code(test.result()) + ".what"));
  }

  private StageRow ended(StageResult result) {
    var key = "staged." + result.code();
    return new StageRow(
        result.stage().code(),
        name(result.stage()),
        tone(result.verdict()),
        text.of("staged.verdict." + code(result.verdict())),
        what(result),
        text.has(key + ".mend") ? text.with(key + ".mend", arguments(result)) : "",
        said(result),
        result.lines().stream().map(line -> line(result.code(), line)).toList(),
        took(result));
  }

  private StageRow notEnded(StagedTest test, Stage stage) {
    var now = test.isUnderWay() && test.stage() == stage;
    var waits = now && stage == Stage.CONSENT;
    var word = waits ? "staged.waits" : now ? "staged.under_way" : "staged.to_come";
    return new StageRow(
        stage.code(),
        name(stage),
        now ? "wait" : "idle",
        text.of(word),
        now ? text.of("staged." + stage.code() + ".now") : "",
        "",
        "",
        List.of(),
        "");
  }

  private String what(StageResult result) {
    if (result.code().equals("no_metadata")) {
      return text.with("discovery." + result.facts().get(0), result.facts().get(1));
    }
    return text.with("staged." + result.code() + ".what", arguments(result));
  }

  private Object[] arguments(StageResult result) {
    var facts = result.facts();
    if (OF_AN_ATTEMPT.contains(result.code())) {
      return new Object[] {words.outcome(facts.get(0), facts.get(1))};
    }
    if (WITH_CAUSE.contains(result.code())) {
      var key = "staged.cause." + facts.get(0);
      return new Object[] {text.has(key) ? text.of(key) : facts.get(0)};
    }
    return facts.toArray();
  }

  private String said(StageResult result) {
    return WITH_WORDS.contains(result.code()) ? result.facts().getLast() : "";
  }

  private String line(String code, String line) {
    var parts = line.split("\t", -1);
    if (code.equals("differs")) {
      parts[0] = field(parts[0]);
      parts[2] = parts[2].isEmpty() ? text.of("none") : parts[2];
    }
    return text.with("staged." + code + ".line", (Object[]) parts);
  }

  private String field(String name) {
    var key = "field." + name;
    return text.has(key) ? text.of(key) : text.of("staged.field." + name);
  }

  private String took(StageResult result) {
    var millis = result.took().toMillis();
    return millis == 0
        ? ""
        : millis < 1_000
            ? text.of("staged.took.ms", millis)
            : text.of("seconds", Math.round(millis / 1_000.0));
  }

  private String name(Stage stage) {
    return text.of("staged.stage." + stage.code());
  }

  private static String tone(StageVerdict verdict) {
    return switch (verdict) {
      case PASSED -> "good";
      case NOT_NEEDED, NOT_DONE -> "idle";
      case DOUBTFUL -> "warn";
      case FAILED -> "bad";
    };
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

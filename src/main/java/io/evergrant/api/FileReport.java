package io.evergrant.api;

import io.evergrant.usecase.provider.DescribeProviders.Planned;
import io.evergrant.usecase.provider.Step;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Locale;

/** What a file of providers changes, provider by provider and member by member. */
final class FileReport {
  private FileReport() {}

  static JsonObject of(boolean dry, Planned.Ready ready) {
    var report = new Json().with("dry_run", dry);
    for (var change : Step.Change.values()) {
      report.with(
          change.name().toLowerCase(Locale.ROOT),
          ready.steps().stream().filter(step -> step.change() == change).count());
    }
    return report
        .with("not_in_file", Json.texts(ready.left()))
        .with("items", Json.objects(ready.steps().stream().map(FileReport::item).toList()))
        .done();
  }

  private static JsonObject item(Step step) {
    var known = step.known();
    var from = known == null ? JsonValue.EMPTY_JSON_OBJECT : ProviderView.changeable(known);
    var to = ProviderView.changeable(step.wanted());
    return new Json()
        .with("name", step.wanted().name())
        .with("change", Parameters.code(step.change()))
        .with("replaces_secret", step.replacesSecret())
        .with("differences", Json.objects(ProvidersFile.differences(from, to)))
        .done();
  }
}

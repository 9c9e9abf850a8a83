package io.evergrant.api;

import io.evergrant.usecase.provider.DescribeProviders.Planned;
import io.evergrant.usecase.provider.Step;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
    var hosts = step.hosts();
    var from =
        known == null ? JsonValue.EMPTY_JSON_OBJECT : ProvidersFile.described(known, hosts.seen());
    var to = ProvidersFile.described(step.wanted(), hosts.wanted());
    return new Json()
        .with("name", step.wanted().name())
        .with("change", Parameters.code(step.change()))
        .with("replaces_secret", step.replacesSecret())
        .with("differences", Json.objects(differences(from, to)))
        .done();
  }

  /** What is not alike, by the names of the members. */
  private static List<JsonObject> differences(JsonObject from, JsonObject to) {
    var before = flat(from);
    var found = new ArrayList<JsonObject>();
    flat(to)
        .forEach(
            (name, value) -> {
              var old = before.getOrDefault(name, JsonValue.NULL);
              if (!old.equals(value)) {
                found.add(
                    new Json().with("field", name).with("from", old).with("to", value).done());
              }
            });
    return found;
  }

  private static Map<String, JsonValue> flat(JsonObject object) {
    var flat = new LinkedHashMap<String, JsonValue>();
    object.forEach(
        (name, value) -> {
          if (name.equals("policy")) {
            value.asJsonObject().forEach((inner, of) -> flat.put(name + "." + inner, of));
          } else {
            flat.put(name, value);
          }
        });
    return flat;
  }
}

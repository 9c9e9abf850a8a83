package io.evergrant.api;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.provider.Provider;
import io.evergrant.usecase.port.YamlText;
import io.evergrant.usecase.port.YamlText.Read;
import io.evergrant.usecase.provider.DescribeProviders.Wrong;
import io.evergrant.usecase.provider.ProviderDraft;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tenant's providers as one file: each as the API takes it, so a preset or a discovery may begin
 * it here too.
 */
@Singleton
class ProvidersFile {
  /** Kibibytes. */
  static final int LONGEST = 512;

  private static final int MOST = 500;
  private static final int VERSION = 1;
  private static final String VERSION_NAME = "version";
  private static final String PROVIDERS = "providers";

  private final YamlText yaml;
  private final ProviderDrafts drafts;

  @Inject
  ProvidersFile(YamlText yaml, ProviderDrafts drafts) {
    this.yaml = yaml;
    this.drafts = drafts;
  }

  static JsonObject view(List<Provider> providers) {
    return new Json()
        .with(VERSION_NAME, VERSION)
        .with(PROVIDERS, Json.objects(providers.stream().map(ProviderView::changeable).toList()))
        .done();
  }

  String write(JsonObject view) {
    return yaml.write(view);
  }

  /** The drafts, with different names; a problem names all that is wrong in the first bad one. */
  List<ProviderDraft> read(Steward by, String text) {
    var described = described(object(text));
    var found = new ArrayList<ProviderDraft>();
    var places = new HashMap<String, Integer>();
    for (var i = 0; i < described.size(); i++) {
      var draft = draft(by, i, described.get(i));
      var before = places.putIfAbsent(draft.name().strip(), i);
      if (before != null) {
        throw Problem.fields(
            List.of(at(i, FieldError.of("name", "stands at " + before + " already."))));
      }
      found.add(draft);
    }
    return found;
  }

  private JsonObject object(String text) {
    return switch (yaml.read(text)) {
      case Read.Document document -> document.members();
      case Read.Unreadable unreadable -> throw unreadable(unreadable);
    };
  }

  private static Problem unreadable(Read.Unreadable unreadable) {
    var what =
        switch (unreadable.fault()) {
          case NO_YAML -> "It is no YAML, has a tag, or names a key twice.";
          case ALIAS -> "Aliases are not read: write out what they stand for.";
          case TOO_DEEP -> "It is nested too deeply.";
          case NO_JSON_OBJECT -> "It has to be one document that is a mapping of texts.";
        };
    return new Problem(ProblemType.MALFORMED_BODY, what)
        .with("line", unreadable.line() == 0 ? null : unreadable.line());
  }

  private static List<JsonValue> described(JsonObject file) {
    for (var name : file.keySet()) {
      if (!List.of(VERSION_NAME, PROVIDERS).contains(name)) {
        throw Problem.field(
            Fields.printable(name), "is not known here. Known: version, providers.");
      }
    }
    if (!(file.get(VERSION_NAME) instanceof JsonNumber version)
        || !version.toString().equals(Integer.toString(VERSION))) {
      throw Problem.field(VERSION_NAME, "has to be " + VERSION + ".");
    }
    if (!(file.get(PROVIDERS) instanceof JsonArray described)) {
      throw Problem.field(PROVIDERS, "has to be a list.");
    }
    if (described.size() > MOST) {
      throw Problem.field(PROVIDERS, "are too many: at most " + MOST + " in a file.");
    }
    return described;
  }

  private ProviderDraft draft(Steward by, int place, JsonValue described) {
    if (!(described instanceof JsonObject object)) {
      throw Problem.fields(
          List.of(FieldError.of(Integer.toString(place), "has to be a mapping.").in(PROVIDERS)));
    }
    try {
      return drafts.draft(by, object);
    } catch (Problem e) {
      if (e.errors().isEmpty()) {
        throw e;
      }
      throw Problem.fields(e.errors().stream().map(error -> at(place, error)).toList());
    }
  }

  /** What stands in the way of the described providers. */
  static List<FieldError> errors(List<Wrong> wrong) {
    return wrong.stream()
        .flatMap(
            one ->
                one.problems().stream()
                    .map(problem -> at(one.place(), ProviderWords.error(problem))))
        .toList();
  }

  /** Where in the file. */
  private static FieldError at(int place, FieldError error) {
    return error.in(Integer.toString(place)).in(PROVIDERS);
  }

  /** What is not alike, by the names of the members. */
  static List<JsonObject> differences(JsonObject from, JsonObject to) {
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

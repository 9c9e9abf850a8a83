package io.evergrant.api;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.ticket.ApiHost;
import io.evergrant.usecase.port.YamlText;
import io.evergrant.usecase.port.YamlText.Read;
import io.evergrant.usecase.provider.DescribeProviders.WithHosts;
import io.evergrant.usecase.provider.DescribeProviders.Wrong;
import io.evergrant.usecase.provider.Described;
import io.evergrant.usecase.provider.ProviderDraft;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's providers as one file: each as the API takes it, so a preset or a discovery may begin
 * it here too.
 */
@Singleton
class ProvidersFile {
  /** Kibibytes. */
  static final int LONGEST = 512;

  static final String API_HOSTS = "api_hosts";

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

  static JsonObject view(List<WithHosts> providers) {
    var described =
        providers.stream().map(one -> described(one.provider(), one.apiHosts())).toList();
    return new Json().with(VERSION_NAME, VERSION).with(PROVIDERS, Json.objects(described)).done();
  }

  /** One provider of the file. */
  static JsonObject described(Provider provider, List<ApiHost> hosts) {
    var view = new Json();
    ProviderView.changeable(provider).forEach(view::with);
    return view.with(API_HOSTS, Json.texts(hosts)).done();
  }

  String write(JsonObject view) {
    return yaml.write(view);
  }

  /** With different names; a problem names all that is wrong in the first bad one. */
  List<Described> read(Steward by, String text) {
    var described = described(object(text));
    var found = new ArrayList<Described>();
    var places = new HashMap<String, Integer>();
    for (var i = 0; i < described.size(); i++) {
      var one = one(by, i, described.get(i));
      var before = places.putIfAbsent(one.draft().name().strip(), i);
      if (before != null) {
        throw Problem.fields(
            List.of(at(i, FieldError.of("name", "stands at " + before + " already."))));
      }
      found.add(one);
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

  private Described one(Steward by, int place, JsonValue described) {
    if (!(described instanceof JsonObject object)) {
      throw Problem.fields(
          List.of(FieldError.of(Integer.toString(place), "has to be a mapping.").in(PROVIDERS)));
    }
    var wrong = new ArrayList<FieldError>();
    var hosts = hosts(object.get(API_HOSTS), wrong);
    var draft = draft(by, object, wrong);
    if (draft == null || !wrong.isEmpty()) {
      throw Problem.fields(wrong.stream().map(error -> at(place, error)).toList());
    }
    return new Described(draft, hosts);
  }

  /** Null where nothing is said of them. */
  private static @Nullable List<String> hosts(
      @Nullable JsonValue described, List<FieldError> wrong) {
    if (described == null || described.equals(JsonValue.NULL)) {
      return null;
    }
    if (described instanceof JsonArray array && Fields.isTexts(array)) {
      return array.getValuesAs(JsonString::getString);
    }
    wrong.add(FieldError.of(API_HOSTS, "has to be a list of strings, empty for none."));
    return null;
  }

  /** Null where something is wrong with it. */
  private @Nullable ProviderDraft draft(Steward by, JsonObject described, List<FieldError> wrong) {
    var rest = new Json();
    described.forEach(
        (name, value) -> {
          if (!name.equals(API_HOSTS)) {
            rest.with(name, value);
          }
        });
    try {
      return drafts.draft(by, rest.done());
    } catch (Problem e) {
      if (e.errors().isEmpty()) {
        throw e;
      }
      wrong.addAll(e.errors());
      return null;
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
}

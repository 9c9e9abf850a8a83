package io.evergrant.api;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.usecase.provider.DiscoverProvider;
import io.evergrant.usecase.provider.DiscoverProvider.Filled;
import io.evergrant.usecase.provider.ProviderDraft;
import io.evergrant.usecase.provider.ReadCatalogue;
import io.evergrant.usecase.provider.ReadCatalogue.Chosen;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Set;

/**
 * A registration as it was asked for: begun with an entry of the catalogue, with the issuer's
 * metadata, or with nothing; what is sent wins over either, member by member.
 */
@Singleton
class ProviderDrafts {
  private static final String PRESET = "preset";
  private static final String VALUES = "preset_values";
  private static final String DISCOVER = "discover";
  private static final List<String> STARTS = List.of(PRESET, VALUES, DISCOVER);

  private final ReadCatalogue catalogue;
  private final DiscoverProvider discovery;

  @Inject
  ProviderDrafts(ReadCatalogue catalogue, DiscoverProvider discovery) {
    this.catalogue = catalogue;
    this.discovery = discovery;
  }

  /** May use the network. */
  ProviderDraft draft(Steward by, JsonObject sent) {
    var rest = sent.keySet().stream().filter(name -> !isStart(name)).toList();
    var given = new Json();
    rest.forEach(name -> given.with(name, sent.get(name)));
    var members = given.done();
    // nothing is asked of anybody for a body that will be refused
    var unused = ProviderBody.draft(new Fields(members, STARTS), true);
    var start = start(by, sent, members);
    return ProviderBody.draft(ProviderStart.over(start, members), true);
  }

  private static boolean isStart(String name) {
    return STARTS.contains(name);
  }

  private JsonObject start(Steward by, JsonObject sent, JsonObject members) {
    var begins = new Fields(sent);
    var preset = begins.text(PRESET);
    var values = begins.texts(VALUES);
    var discover = begins.truth(DISCOVER);
    var errors = begins.errors().stream().filter(error -> isStart(begin(error))).toList();
    if (!errors.isEmpty()) {
      throw Problem.fields(errors);
    }
    var start =
        preset.isEmpty()
            ? JsonValue.EMPTY_JSON_OBJECT
            : preset(
                catalogue.choose(by, preset, name -> values.getOrDefault(name, "")),
                values.keySet());
    if (!discover) {
      return start;
    }
    var issuer = new Fields(ProviderStart.over(start, members)).text("issuer");
    return ProviderStart.over(start, metadata(discovery.discover(by, issuer)));
  }

  private static String begin(FieldError error) {
    return error.name().split("\\.", 2)[0];
  }

  private static JsonObject preset(Chosen chosen, Set<String> values) {
    return switch (chosen) {
      case Chosen.Ready ready -> ProviderStart.preset(ready.draft());
      case Chosen.NotThere none ->
          throw Problem.field(PRESET, "is no id of an entry: see /api/v1/catalogue.");
      case Chosen.Asks asks -> throw asks(asks, values);
    };
  }

  /** Which are needed; of those that were sent, which do not fit. */
  private static Problem asks(Chosen.Asks asks, Set<String> sent) {
    var errors =
        asks.entry().placeholders().stream()
            .filter(
                place -> asks.refused().containsKey(place.name()) || !sent.contains(place.name()))
            .map(
                place -> FieldError.of(place.name(), "is needed, such as " + place.example() + "."))
            .map(error -> error.in(VALUES))
            .toList();
    return Problem.fields(errors);
  }

  private static JsonObject metadata(Filled filled) {
    return switch (filled) {
      case Filled.From from -> ProviderStart.metadata(from.found());
      case Filled.BadIssuer bad ->
          throw Problem.field("issuer", "has to be an https address, to be discovered.");
      case Filled.NotFound none -> throw Problem.fields(List.of(ProviderWords.of(none.failed())));
    };
  }
}

package io.evergrant.api;

import io.evergrant.domain.catalogue.Entry;
import io.evergrant.domain.catalogue.FactName;
import io.evergrant.domain.catalogue.Placeholder;
import io.evergrant.domain.catalogue.Quirk;
import jakarta.json.JsonObject;
import java.time.LocalDate;

/** An entry of the catalogue as the API shows it. */
final class EntryView {
  private EntryView() {}

  static Json brief(Entry entry, LocalDate today) {
    return new Json()
        .with("id", entry.id())
        .with("name", entry.name())
        .with("group", Parameters.code(entry.group()))
        .with("looked_up", entry.lookedUp().orElse(null))
        .with("checked", entry.checked())
        .with("stale", entry.isStale(today))
        .with("unknown", Json.texts(entry.unknown().stream().map(FactName::code).toList()));
  }

  static JsonObject whole(Entry entry, LocalDate today) {
    var facts = new Json();
    entry.facts().forEach((name, fact) -> facts.with(name.code(), FactView.of(fact)));
    return brief(entry, today)
        .with(
            "placeholders",
            Json.objects(entry.placeholders().stream().map(EntryView::placeholder).toList()))
        .with("facts", facts.done())
        .with("quirks", Json.objects(entry.quirks().stream().map(EntryView::quirk).toList()))
        .with("gaps", Json.texts(entry.gaps().stream().map(Parameters::code).toList()))
        .done();
  }

  private static JsonObject placeholder(Placeholder placeholder) {
    return new Json()
        .with("name", placeholder.name())
        .with("label", placeholder.label())
        .with("description", placeholder.description())
        .with("kind", Parameters.code(placeholder.kind()))
        .with("example", placeholder.example())
        .with("usual", placeholder.usual())
        .done();
  }

  private static JsonObject quirk(Quirk quirk) {
    return new Json()
        .with("text", quirk.text())
        .with("source", FactView.source(quirk.source()))
        .done();
  }
}

package io.evergrant.portal.catalogue;

import io.evergrant.domain.catalogue.Entry;
import io.evergrant.domain.catalogue.ErrorShape;
import io.evergrant.domain.catalogue.Fact;
import io.evergrant.domain.catalogue.FactName;
import io.evergrant.domain.catalogue.Life;
import io.evergrant.domain.catalogue.Place;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.Words;
import io.evergrant.usecase.provider.Span;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Facts in the words of a page. */
@Dependent
public class FactWords {
  private final Sentences text;
  private final Words words;

  @Inject
  public FactWords(Sentences text, Words words) {
    this.text = text;
    this.words = words;
  }

  public List<FactRow> rows(Entry entry, LocalDate today) {
    return entry.facts().entrySet().stream()
        .map(fact -> row(fact.getKey(), fact.getValue(), today))
        .toList();
  }

  public String name(FactName name) {
    return text.of("catalogue.fact." + name.code());
  }

  private FactRow row(FactName name, Fact<?> fact, LocalDate today) {
    return switch (fact) {
      case Fact.Unknown<?> unknown ->
          new FactRow(name.code(), name(name), false, List.of(), false, "", "", "", "", false);
      case Fact.Known<?> known -> {
        var source = known.source();
        var note = known.note();
        yield new FactRow(
            name.code(),
            name(name),
            true,
            values(name, known.value()),
            isLiteral(known.value()),
            note == null ? "" : note,
            source.page().toString(),
            text.of("catalogue.by." + words.code(source.publisher())),
            source.checked().toString(),
            source.isStale(today));
      }
    };
  }

  private static boolean isLiteral(Object value) {
    return switch (value) {
      case Place.At at -> true;
      case List<?> list -> list.stream().allMatch(String.class::isInstance);
      case Map<?, ?> map -> true;
      default -> false;
    };
  }

  private List<String> values(FactName name, Object value) {
    return switch (value) {
      case Place place -> List.of(place(name, place));
      case Life life -> List.of(life(name, life));
      case Boolean yes -> List.of(text.of(yes ? "yes" : "no"));
      case Enum<?> word ->
          List.of(text.of("catalogue.value." + name.code() + "." + words.code(word)));
      case List<?> list -> list.stream().map(this::item).toList();
      case Map<?, ?> map ->
          map.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).sorted().toList();
      default -> List.of(value.toString());
    };
  }

  private String place(FactName name, Place place) {
    return switch (place) {
      case Place.At at -> at.address().text();
      case Place.Nowhere nowhere ->
          text.of(name == FactName.REFRESH_ENDPOINT ? "catalogue.place.same" : "catalogue.none");
    };
  }

  private String item(Object item) {
    return item instanceof ErrorShape error
        ? text.of(
            "catalogue.error",
            error.status() == 0 ? "" : error.status() + " ",
            error.error(),
            error.meaning())
        : item.toString();
  }

  private String life(FactName name, Life life) {
    return switch (life) {
      case Life.Unlimited unlimited -> text.of("catalogue.life.unlimited." + name.code());
      case Life.Configured configured -> text.of("catalogue.life.configured");
      case Life.Lasting lasting -> lasting(name, lasting.span());
    };
  }

  private String lasting(FactName name, Duration span) {
    if (span.isZero()) {
      return text.of("catalogue.none");
    }
    var written = span.toSeconds() < 60 ? text.of("seconds", span.toSeconds()) : Span.write(span);
    return name == FactName.EARLIEST_REFRESH ? text.of("catalogue.before_end", written) : written;
  }
}

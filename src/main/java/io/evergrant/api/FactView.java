package io.evergrant.api;

import io.evergrant.domain.catalogue.ErrorShape;
import io.evergrant.domain.catalogue.Fact;
import io.evergrant.domain.catalogue.Life;
import io.evergrant.domain.catalogue.Place;
import io.evergrant.domain.catalogue.Source;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A fact of the catalogue: null where it is unknown; else the value as in the catalogue's files.
 */
final class FactView {
  private FactView() {}

  static @Nullable JsonObject of(Fact<?> fact) {
    return switch (fact) {
      case Fact.Unknown<?> unknown -> null;
      case Fact.Known<?> known ->
          new Json()
              .with("value", value(known.value()))
              .with("note", known.note())
              .with("source", source(known.source()))
              .done();
    };
  }

  static JsonObject source(Source source) {
    return new Json()
        .with("url", source.page())
        .with("by", Parameters.code(source.publisher()))
        .with("checked", source.checked())
        .done();
  }

  private static Object value(Object value) {
    return switch (value) {
      case Place.At at -> at.address().text();
      case Place.Nowhere nowhere -> "none";
      case Life.Unlimited unlimited -> "unlimited";
      case Life.Configured configured -> "configured";
      case Life.Lasting lasting -> span(lasting.span());
      case Enum<?> word -> Parameters.code(word);
      case List<?> list
          when list.stream().allMatch(ErrorShape.class::isInstance) && !list.isEmpty() ->
          Json.objects(list.stream().map(item -> error((ErrorShape) item)).toList());
      case List<?> list -> Json.texts(list);
      case Map<?, ?> map ->
          Json.texts(
              map.entrySet().stream()
                  .collect(
                      Collectors.toMap(e -> e.getKey().toString(), e -> e.getValue().toString())));
      default -> value;
    };
  }

  /** Days as days: a hundred of them are not 2,400 hours to a reader. */
  private static String span(Duration span) {
    if (span.isZero()) {
      return "none";
    }
    return span.equals(Duration.ofDays(span.toDays()))
        ? "P" + span.toDays() + "D"
        : span.toString();
  }

  private static JsonObject error(ErrorShape error) {
    return new Json()
        .with("status", error.status() == 0 ? null : error.status())
        .with("error", error.error())
        .with("meaning", error.meaning())
        .done();
  }
}

package io.evergrant.usecase.provider;

import io.evergrant.domain.catalogue.Placeholder;
import io.evergrant.domain.catalogue.Placeholder.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What was typed for the placeholders of an entry. */
final class PlaceholderCheck {
  private final Map<String, String> good = new LinkedHashMap<>();
  private final Map<String, String> refused = new LinkedHashMap<>();
  private final int asked;

  PlaceholderCheck(List<Placeholder> placeholders, Function<String, String> typed) {
    asked = placeholders.size();
    for (var placeholder : placeholders) {
      var text = whole(placeholder, typed.apply(placeholder.name()).strip());
      if (placeholder.takes(text)) {
        good.put(placeholder.name(), text);
      } else if (!text.isEmpty()) {
        refused.put(placeholder.name(), text);
      }
    }
  }

  /** Whoever leaves out how an address begins means https. */
  private static String whole(Placeholder placeholder, String text) {
    var bare = placeholder.kind() == Kind.ADDRESS && !text.isEmpty() && !text.contains("://");
    return bare ? "https://" + text : text;
  }

  /** Empty where one is missing. */
  Optional<Map<String, String>> values() {
    return good.size() == asked ? Optional.of(Map.copyOf(good)) : Optional.empty();
  }

  Map<String, String> refused() {
    return Map.copyOf(refused);
  }
}

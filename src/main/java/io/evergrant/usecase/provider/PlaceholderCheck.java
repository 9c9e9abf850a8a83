package io.evergrant.usecase.provider;

import io.evergrant.domain.catalogue.Placeholder;
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
      var text = typed.apply(placeholder.name()).strip();
      if (placeholder.takes(text)) {
        good.put(placeholder.name(), text);
      } else if (!text.isEmpty()) {
        refused.put(placeholder.name(), text);
      }
    }
  }

  /** Empty where one is missing. */
  Optional<Map<String, String>> values() {
    return good.size() == asked ? Optional.of(Map.copyOf(good)) : Optional.empty();
  }

  Map<String, String> refused() {
    return Map.copyOf(refused);
  }
}

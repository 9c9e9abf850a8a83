package io.evergrant.adapter.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Response headers by their lower-case names; of several with one name, the first. */
public record Headers(Map<String, String> byName) {
  public Headers {
    byName = Map.copyOf(byName);
  }

  public Optional<String> first(String name) {
    return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Cookies and the like stay out of logs. */
  @Override
  public String toString() {
    return "Headers" + byName.keySet();
  }
}

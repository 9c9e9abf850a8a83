package io.evergrant.portal.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a form showed when it was opened, as the form itself brings it back. Good for telling a
 * person what changed since, and for nothing else: a browser can write anything there.
 *
 * @param values by field; those that were empty are left out
 */
public record Opened(Map<String, String> values) {
  public Opened {
    values = Map.copyOf(values);
  }

  /** Empty where a form of ours did not write it. */
  public static Optional<Opened> unpack(String packed) {
    var values = new LinkedHashMap<String, String>();
    try {
      for (var pair : packed.split("&", -1)) {
        var equals = pair.indexOf('=');
        if (equals < 1) {
          return Optional.empty();
        }
        values.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
      }
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return Optional.of(new Opened(values));
  }

  /** For a hidden field. */
  public String packed() {
    return values.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
        .sorted()
        .collect(Collectors.joining("&"));
  }

  public String value(String field) {
    return values.getOrDefault(field, "");
  }
}

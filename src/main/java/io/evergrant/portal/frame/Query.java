package io.evergrant.portal.frame;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The query of an address: what is empty is left out. */
public final class Query {
  private final Map<String, String> parameters = new LinkedHashMap<>();

  public Query with(String name, @Nullable Object value) {
    var text = value == null ? "" : value.toString();
    if (text.isEmpty()) {
      parameters.remove(name);
    } else {
      parameters.put(name, text);
    }
    return this;
  }

  /** One that can be added to without changing this one. */
  public Query copy() {
    var copy = new Query();
    copy.parameters.putAll(parameters);
    return copy;
  }

  public Map<String, String> parts() {
    return Collections.unmodifiableMap(parameters);
  }

  /** With its question mark; empty where nothing is asked. */
  @Override
  public String toString() {
    return parameters.isEmpty()
        ? ""
        : parameters.entrySet().stream()
            .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

package io.evergrant.domain.catalogue;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An https address with placeholders in braces: {@code https://{subdomain}.okta.com/…}. It may
 * begin with one that takes a whole address.
 */
public record Template(String text) {
  public Template {
    if (!text.matches("(https://|\\{[a-z]).*") || text.matches(".*[\\s<>\"].*") || isTorn(text)) {
      throw new IllegalArgumentException("no https address with placeholders: " + text);
    }
  }

  public List<String> placeholders() {
    var names = new ArrayList<String>();
    for (var at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
      names.add(text.substring(at + 1, text.indexOf('}', at)));
    }
    return List.copyOf(names);
  }

  /**
   * The address itself.
   *
   * @param values of every placeholder, each taken by it
   */
  public URI fill(Map<String, String> values) {
    var whole = text;
    for (var name : placeholders()) {
      var value = Objects.requireNonNull(values.get(name), () -> "nothing for " + name);
      whole = whole.replace("{" + name + "}", value);
    }
    return URI.create(whole);
  }

  /** Whether filling this in may lead to the address. */
  public boolean mayBe(URI address) {
    var pattern = new StringBuilder();
    var rest = 0;
    for (var at = text.indexOf('{'); at >= 0; at = text.indexOf('{', rest)) {
      pattern.append(quoted(text.substring(rest, at))).append("[^/?#]+");
      rest = text.indexOf('}', at) + 1;
    }
    return address.toString().matches(pattern.append(quoted(text.substring(rest))).toString());
  }

  private static String quoted(String literal) {
    return literal.isEmpty() ? "" : "\\Q" + literal + "\\E";
  }

  private static boolean isTorn(String text) {
    return !text.replaceAll("\\{[a-z][a-z0-9_]*\\}", "").matches("[^{}]*");
  }
}

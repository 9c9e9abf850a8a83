package io.evergrant.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object (RFC 8259) and writes flat ones. Values are {@code Map}, {@code List},
 * {@code String}, {@code BigDecimal} and {@code Boolean}; null for null. No message repeats what
 * was read. Not for several threads at once.
 */
final class Json {
  private static final int DEEPEST = 16;

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /**
   * Reads an object.
   *
   * @throws IllegalArgumentException for anything else
   */
  static Map<String, @Nullable Object> object(String text) {
    var reader = new Json(text);
    reader.space();
    if (!reader.next('{')) {
      throw reader.wrong();
    }
    var object = reader.members(0);
    reader.space();
    if (reader.at < text.length()) {
      throw reader.wrong();
    }
    return object;
  }

  /** An object of texts; what is null is left out. */
  static String write(Map<String, ? extends @Nullable String> members) {
    var out = new StringBuilder("{");
    members.forEach(
        (name, value) -> {
          if (value != null) {
            out.append(out.length() == 1 ? "" : ",");
            quote(name, out);
            out.append(':');
            quote(value, out);
          }
        });
    return out.append('}').toString();
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private @Nullable Object value(int depth) {
    space();
    if (depth > DEEPEST || at >= text.length()) {
      throw wrong();
    }
    return switch (text.charAt(at)) {
      case '{' -> {
        at++;
        yield members(depth);
      }
      case '[' -> {
        at++;
        yield items(depth);
      }
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> members(int depth) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    space();
    if (next('}')) {
      return members;
    }
    while (true) {
      space();
      var name = string();
      space();
      if (!next(':') || members.containsKey(name)) {
        throw wrong();
      }
      members.put(name, value(depth + 1));
      space();
      if (next('}')) {
        return members;
      }
      if (!next(',')) {
        throw wrong();
      }
    }
  }

  private List<@Nullable Object> items(int depth) {
    var items = new ArrayList<@Nullable Object>();
    space();
    if (next(']')) {
      return items;
    }
    while (true) {
      items.add(value(depth + 1));
      space();
      if (next(']')) {
        return items;
      }
      if (!next(',')) {
        throw wrong();
      }
    }
  }

  private String string() {
    if (!next('"')) {
      throw wrong();
    }
    var out = new StringBuilder();
    while (at < text.length()) {
      var c = text.charAt(at++);
      if (c == '"') {
        return out.toString();
      }
      if (c < ' ') {
        throw wrong();
      }
      out.append(c == '\\' ? escaped() : c);
    }
    throw wrong();
  }

  private char escaped() {
    if (at >= text.length()) {
      throw wrong();
    }
    var c = text.charAt(at++);
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw wrong();
    };
  }

  private char unicode() {
    if (at + 4 > text.length()) {
      throw wrong();
    }
    var value = 0;
    for (var i = 0; i < 4; i++) {
      var digit = Character.digit(text.charAt(at++), 16);
      if (digit < 0) {
        throw wrong();
      }
      value = 16 * value + digit;
    }
    return (char) value;
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw wrong();
    }
    at += word.length();
    return value;
  }

  private BigDecimal number() {
    var start = at;
    while (at < text.length() && "0123456789-+.eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return new BigDecimal(text.substring(start, at));
    } catch (NumberFormatException e) {
      throw wrong();
    }
  }

  private void space() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean next(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private IllegalArgumentException wrong() {
    return new IllegalArgumentException("no JSON object: wrong at character " + at);
  }
}

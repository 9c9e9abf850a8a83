package io.evergrant.api;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A body that is one JSON object (RFC 8259), short and flat. What is not known, comes twice or is
 * of another type is refused with its name: an answer to a part of it would look like one to all of
 * it.
 */
final class ObjectBody {
  /** Kibibytes. */
  private static final int LONGEST = 16;

  private final JsonObject object;

  private ObjectBody(JsonObject object) {
    this.object = object;
  }

  static ObjectBody read(InputStream body, String... known) {
    var object = StrictJson.read(body, LONGEST);
    for (var name : object.keySet()) {
      if (!Arrays.asList(known).contains(name)) {
        var shown = name.length() > 50 ? name.substring(0, 50) : name;
        throw field(
            shown.replaceAll("[^\\p{Print}]", "?"),
            "is not known here. Known: " + String.join(", ", known) + ".");
      }
    }
    return new ObjectBody(object);
  }

  static Problem field(String name, String mend) {
    return Problem.field(name, mend);
  }

  /** Whether it is there, and not null. */
  boolean has(String name) {
    return value(name) != null;
  }

  /** Whether it is there, null too: what a merge patch (RFC 7396) leaves out stays as it is. */
  boolean names(String name) {
    return object.containsKey(name);
  }

  /** Empty where it is missing or null. */
  String text(String name, int longest) {
    return switch (value(name)) {
      case null -> "";
      case JsonString string when isText(string.getString(), longest) -> string.getString();
      case JsonString string ->
          throw field(name, "has at most " + longest + " printable characters.");
      default -> throw field(name, "has to be a string.");
    };
  }

  /** Empty where it is missing or null. */
  List<String> texts(String name) {
    return switch (value(name)) {
      case null -> List.of();
      case JsonArray array when Fields.isTexts(array) -> array.getValuesAs(JsonString::getString);
      default -> throw field(name, "has to be an array of strings.");
    };
  }

  <T> @Nullable T id(String name, Function<UUID, T> type) {
    var text = text(name, 36);
    if (text.isEmpty()) {
      return null;
    }
    try {
      return type.apply(Parameters.uuid(text));
    } catch (IllegalArgumentException e) {
      throw field(name, "is no id. Copy it from an answer.");
    }
  }

  long number(String name, long least, long most, long otherwise) {
    return switch (value(name)) {
      case null -> otherwise;
      case JsonNumber number when isWithin(number, least, most) -> number.longValue();
      default -> throw field(name, "has to be a whole number from " + least + " to " + most + ".");
    };
  }

  /** False where it is missing or null. */
  boolean truth(String name) {
    var value = value(name);
    if (value == null || value.equals(JsonValue.FALSE)) {
      return false;
    }
    if (value.equals(JsonValue.TRUE)) {
      return true;
    }
    throw field(name, "has to be true or false.");
  }

  private static boolean isWithin(JsonNumber number, long least, long most) {
    try {
      var value = number.longValueExact();
      return value >= least && value <= most;
    } catch (ArithmeticException e) {
      return false;
    }
  }

  private @Nullable JsonValue value(String name) {
    var value = object.get(name);
    return value == null || value.equals(JsonValue.NULL) ? null : value;
  }

  private static boolean isText(String text, int longest) {
    return text.length() <= longest && Fields.isText(text);
  }
}

package io.evergrant.api;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A short JSON object that was sent. A member that is not known, or of another type, is refused:
 * what was meant to narrow would be left out.
 */
final class JsonBody {
  /** Kibibytes. */
  private static final int LONGEST = 64;

  private final JsonObject object;

  private JsonBody(JsonObject object) {
    this.object = object;
  }

  static JsonBody read(InputStream body, String... known) {
    var object = StrictJson.read(body, LONGEST);
    for (var name : object.keySet()) {
      if (!List.of(known).contains(name)) {
        throw new Problem(
            ProblemType.INVALID_BODY,
            "There is a member that is not known here. Known: " + String.join(", ", known) + ".");
      }
    }
    return new JsonBody(object);
  }

  /** Null where it is not there, or null. */
  @Nullable String text(String name) {
    var value = value(name);
    if (value == null) {
      return null;
    }
    if (value instanceof JsonString text) {
      return text.getString();
    }
    throw wrong(name, "has to be a string.");
  }

  @Nullable Long whole(String name) {
    var value = value(name);
    if (value == null) {
      return null;
    }
    if (value instanceof JsonNumber number && number.isIntegral()) {
      try {
        return number.longValueExact();
      } catch (ArithmeticException e) {
        throw wrong(name, "is too large.");
      }
    }
    throw wrong(name, "has to be a whole number.");
  }

  @Nullable List<String> texts(String name) {
    var value = value(name);
    if (value == null) {
      return null;
    }
    if (value instanceof JsonArray array
        && array.stream().allMatch(item -> item instanceof JsonString)) {
      return array.getValuesAs(JsonString::getString);
    }
    throw wrong(name, "has to be an array of strings.");
  }

  private @Nullable JsonValue value(String name) {
    var value = object.get(name);
    return value == null || value.equals(JsonValue.NULL) ? null : value;
  }

  private static Problem wrong(String name, String mend) {
    return Problem.field(name, mend);
  }
}

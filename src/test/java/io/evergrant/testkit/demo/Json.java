package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import java.time.Instant;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** JSON objects from names and values; an absent value leaves its name out. */
final class Json {
  private Json() {}

  static JSONObject of(@Nullable Object... namesAndValues) {
    var json = new JSONObject();
    for (var i = 0; i < namesAndValues.length; i += 2) {
      var value = namesAndValues[i + 1];
      if (value != null) {
        json.put(
            String.valueOf(namesAndValues[i]), value instanceof Instant at ? at.toString() : value);
      }
    }
    return json;
  }

  /** Reads an object; text that is none is the caller's mistake. */
  static JSONObject parse(@Nullable String text) {
    try {
      return text == null || text.isBlank() ? new JSONObject() : JSONObjectUtils.parse(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException("not a JSON object: " + e.getMessage(), e);
    }
  }

  static String text(JSONObject json, String name) {
    var value = json.getAsString(name);
    if (value == null) {
      throw new IllegalArgumentException("\"" + name + "\" is missing");
    }
    return value;
  }

  static @Nullable Instant instant(JSONObject json, String name) {
    var value = json.getAsString(name);
    return value == null ? null : Instant.parse(value);
  }

  static int number(JSONObject json, String name, int otherwise) {
    var value = json.getAsNumber(name);
    return value == null ? otherwise : value.intValue();
  }

  static boolean flag(JSONObject json, String name, boolean otherwise) {
    return json.get(name) instanceof Boolean value ? value : otherwise;
  }
}

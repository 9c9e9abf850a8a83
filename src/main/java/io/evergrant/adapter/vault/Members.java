package io.evergrant.adapter.vault;

import io.github.jopenlibs.vault.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Members of stored JSON objects. No message carries a value. */
final class Members {
  private Members() {}

  static void requireVersion(JsonObject json, int version) {
    var found = json.get("v");
    if (found == null || !found.isNumber() || found.asInt() != version) {
      throw new IllegalArgumentException(
          "version " + (found == null || !found.isNumber() ? "?" : found) + " is not known here");
    }
  }

  static String required(JsonObject json, String name) {
    var text = optional(json, name);
    if (text == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return text;
  }

  static @Nullable String optional(JsonObject json, String name) {
    var value = json.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw new IllegalArgumentException(name + " is no text");
    }
    return value.asString();
  }
}

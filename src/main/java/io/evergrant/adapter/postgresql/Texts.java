package io.evergrant.adapter.postgresql;

import org.jspecify.annotations.Nullable;

/** What a value is called in a text column; null stays null. */
final class Texts {
  private Texts() {}

  static @Nullable String of(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}

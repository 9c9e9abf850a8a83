package io.evergrant.domain.catalogue;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something a page says of a provider, or that no page was found to say. */
public sealed interface Fact<T> {
  /**
   * A page says so.
   *
   * @param note what the value alone does not tell; null where it tells all
   */
  record Known<T>(T value, @Nullable String note, Source source) implements Fact<T> {}

  /** Looked for or not yet looked for, and not found. */
  record Unknown<T>() implements Fact<T> {}

  /** Empty where it is unknown. */
  default Optional<T> known() {
    return switch (this) {
      case Known<T> it -> Optional.of(it.value());
      case Unknown<T> unknown -> Optional.empty();
    };
  }
}

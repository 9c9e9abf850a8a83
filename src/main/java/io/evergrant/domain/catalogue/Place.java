package io.evergrant.domain.catalogue;

import java.util.Optional;

/** An endpoint that a provider has, or is known not to have. */
public sealed interface Place {
  record At(Template address) implements Place {}

  /** A page says or shows that there is none. */
  record Nowhere() implements Place {}

  /** Empty where there is no such endpoint. */
  default Optional<Template> found() {
    return switch (this) {
      case At at -> Optional.of(at.address());
      case Nowhere nowhere -> Optional.empty();
    };
  }
}

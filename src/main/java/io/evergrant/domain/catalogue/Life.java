package io.evergrant.domain.catalogue;

import java.time.Duration;
import java.util.Optional;

/** How long something lasts at a provider. */
public sealed interface Life {
  /** Zero: not at all. */
  record Lasting(Duration span) implements Life {}

  /** No end by time. */
  record Unlimited() implements Life {}

  /** Whoever runs the provider, or registered the client there, has set it. */
  record Configured() implements Life {}

  /** Empty where no number can be relied on. */
  default Optional<Duration> limit() {
    return switch (this) {
      case Lasting lasting -> Optional.of(lasting.span());
      case Unlimited unlimited -> Optional.empty();
      case Configured configured -> Optional.empty();
    };
  }
}

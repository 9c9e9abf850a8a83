package io.evergrant.domain.outcome;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The provider's own words, for the log: {@code httpStatus} is null where no response was read,
 * {@code errorDescription} is redacted and length-capped.
 */
public record ProviderSaid(
    @Nullable Integer httpStatus,
    @Nullable String error,
    @Nullable String errorDescription,
    Duration latency) {

  public static ProviderSaid of(TokenAnswer answer) {
    return switch (answer) {
      case TokenAnswer.Answered a ->
          new ProviderSaid(a.status(), a.error(), a.errorDescription(), a.latency());
      case TokenAnswer.NeverSent n -> new ProviderSaid(null, null, null, n.latency());
      case TokenAnswer.NoAnswer n -> new ProviderSaid(null, null, null, n.latency());
    };
  }
}

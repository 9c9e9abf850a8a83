package io.evergrant.domain.outcome;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The provider's own words, for the log: {@code httpStatus} is null where no response was read,
 * {@code errorDescription} is redacted and length-capped, {@code retryAfter} is how long it asks
 * everybody to wait.
 */
public record ProviderSaid(
    @Nullable Integer httpStatus,
    @Nullable String error,
    @Nullable String errorDescription,
    Duration latency,
    @Nullable Duration retryAfter) {

  /** Of one who does not ask to wait. */
  public ProviderSaid(
      @Nullable Integer httpStatus,
      @Nullable String error,
      @Nullable String errorDescription,
      Duration latency) {
    this(httpStatus, error, errorDescription, latency, null);
  }

  public static ProviderSaid of(TokenAnswer answer) {
    return switch (answer) {
      case TokenAnswer.Answered a ->
          new ProviderSaid(
              a.status(), a.error(), a.errorDescription(), a.latency(), a.retryAfter());
      case TokenAnswer.NeverSent n -> new ProviderSaid(null, null, null, n.latency());
      case TokenAnswer.NoAnswer n -> new ProviderSaid(null, null, null, n.latency());
    };
  }
}

package io.evergrant.domain.overview;

import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a provider does.
 *
 * @param pausedFor why it is paused; null while it is active
 * @param since when it came to be active or paused
 * @param lag how long the longest of its due grants has waited for its turn; zero where none is due
 * @param late how many have waited for more than a minute
 * @param asksAgainAt when it is asked again after failures; null while it answers
 */
public record Pulse(
    ProviderId provider,
    String name,
    ProviderStatus status,
    @Nullable String pausedFor,
    Instant since,
    Duration lag,
    long late,
    @Nullable Instant asksAgainAt) {
  public static final Duration LATE = Duration.ofMinutes(1);

  private static final String CLIENT_REFUSED = "client_refused:";

  public boolean isPaused() {
    return status == ProviderStatus.PAUSED;
  }

  /** Paused, because the provider refused our client: the secret may have ended. */
  public boolean isClientRefused() {
    return isPaused() && pausedFor != null && pausedFor.startsWith(CLIENT_REFUSED);
  }
}

package io.evergrant.domain.observed;

import io.evergrant.domain.provider.Scope;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one grant shows of its provider.
 *
 * @param refreshes that succeeded, {@code rotations} those that brought another refresh token
 * @param issuedAt about when the newest tokens were issued
 * @param expiresAt end of the newest access token; null where the provider did not say
 * @param refreshExpiresAt reported end of the refresh token; null where there is none
 * @param endSlides whether the newest refresh moved that end; null where none was seen to
 */
public record Sighting(
    long refreshes,
    long rotations,
    Instant consentedAt,
    Instant issuedAt,
    @Nullable Instant expiresAt,
    @Nullable Instant refreshExpiresAt,
    @Nullable Boolean endSlides,
    Scope asked,
    Scope granted) {

  /** Of the newest access token; null where the provider did not say. */
  public @Nullable Duration accessLife() {
    return expiresAt == null ? null : positive(Duration.between(issuedAt, expiresAt));
  }

  /** Of an unused refresh token, as it was reported; null where its end is none that moves. */
  public @Nullable Duration idleLife() {
    return refreshExpiresAt == null || isFixed()
        ? null
        : positive(Duration.between(issuedAt, refreshExpiresAt));
  }

  /** Of the consent, as it was reported: the end stayed where it was when a refresh came. */
  public @Nullable Duration absoluteLife() {
    return refreshExpiresAt == null || !isFixed()
        ? null
        : positive(Duration.between(consentedAt, refreshExpiresAt));
  }

  private boolean isFixed() {
    return endSlides != null && !endSlides;
  }

  private static @Nullable Duration positive(Duration span) {
    return span.isPositive() ? span : null;
  }
}

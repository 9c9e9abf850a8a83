package io.evergrant.usecase.access;

import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.secret.AccessToken;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of asking for an access token. */
public sealed interface Access {
  /**
   * A token that works now.
   *
   * @param provider whose grant it is
   * @param expiresAt null where the provider did not say
   * @param left until then, by the clock that all nodes share; null as above
   * @param refreshed whether it was refreshed for this call
   */
  record Granted(
      ProviderId provider,
      AccessToken token,
      @Nullable String tokenType,
      String scope,
      @Nullable Instant expiresAt,
      @Nullable Duration left,
      boolean refreshed)
      implements Access {}

  /** This tenant has no such grant. */
  record NoSuchGrant() implements Access {}

  /** The grant needs a person: its status says which, the cause says why. */
  record NotActive(GrantStatus status, @Nullable String cause) implements Access {}

  /** It wants a refresh, and its provider is paused: a person resumes it. */
  record ProviderPaused(ProviderId provider) implements Access {}

  /** None could begin for now: no room at the provider, or stores that do not write. */
  record NotStarted() implements Access {}

  /**
   * Not now; nothing is lost.
   *
   * @param outcome of the newest attempt, {@code cause} what specifies it
   * @param retryAt when the timer tries again; null where a refresh is still under way
   */
  record NotNow(@Nullable String outcome, @Nullable String cause, @Nullable Instant retryAt)
      implements Access {}
}

package io.evergrant.api;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.usecase.port.PortalSettings;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why there is no token: what only a person can mend, and what time does. */
final class NotNow {
  private static final Duration UNDER_WAY = Duration.ofSeconds(2);
  private static final Duration NO_ROOM = Duration.ofSeconds(5);
  private static final Duration UNPLANNED = Duration.ofSeconds(30);

  private NotNow() {}

  /** 409: the grant's page is where a person mends it. */
  static Problem needsAPerson(
      PortalSettings portal, GrantId grant, GrantStatus status, @Nullable String cause) {
    return new Problem(ProblemType.GRANT_NOT_ACTIVE, mend(status))
        .with("grant", grant)
        .with("grant_status", Parameters.code(status))
        .with("cause", cause)
        .with("page", portal.baseUrl() + "/grants/" + grant);
  }

  private static String mend(GrantStatus status) {
    return switch (status) {
      case NEEDS_CONSENT, PENDING, REVOKED ->
          "The account's owner has to authorise: send the consent link, or open the page of the"
              + " grant and reconnect it.";
      case NEEDS_REVIEW ->
          "The end of the last refresh is not known: a person has to decide on the grant's page.";
      case PAUSED -> "It is paused: an admin resumes it on its page.";
      case ACTIVE, UNPROVED -> throw new IllegalArgumentException("an active grant needs nobody");
    };
  }

  /** 409: nothing of a paused provider is refreshed, and its page is where a person mends it. */
  static Problem providerPaused(PortalSettings portal, GrantId grant, ProviderId provider) {
    return new Problem(
            ProblemType.GRANT_NOT_ACTIVE,
            "Its provider is paused: an admin resumes it on the provider's page.")
        .with("grant", grant)
        .with("grant_status", Parameters.code(GrantStatus.PAUSED))
        .with("cause", "provider_paused")
        .with("page", portal.baseUrl() + "/providers/" + provider);
  }

  /** 503: what the last refresh came to has nothing to do with it. */
  static Problem notStarted() {
    return new Problem(
            ProblemType.NOT_NOW,
            "A refresh could not begin: there was no room for one more at the provider, or the"
                + " stores do not write at the moment. Ask again.")
        .retryAfter(NO_ROOM);
  }

  static Problem later(
      @Nullable String outcome, @Nullable String cause, @Nullable Instant retryAt, Instant now) {
    if (outcome == null && retryAt == null) {
      return stillUnderWay();
    }
    var wait = retryAt == null ? UNPLANNED : Duration.between(now, retryAt);
    return new Problem(
            ProblemType.NOT_NOW, "The last refresh did not succeed. It is tried again by itself.")
        .with("outcome", outcome)
        .with("cause", cause)
        .with("retry_at", retryAt)
        .retryAfter(wait);
  }

  /** Calls that are forwarded have so many connections and no more. */
  static Problem crowded() {
    return new Problem(
            ProblemType.NOT_NOW,
            "Too many calls are under way at once. Nothing was sent: make fewer at a time, and read"
                + " their answers to the end.")
        .retryAfter(UNDER_WAY);
  }

  static Problem stillUnderWay() {
    return new Problem(ProblemType.NOT_NOW, "A refresh is under way and takes long. Ask again.")
        .retryAfter(UNDER_WAY);
  }
}

package io.evergrant.domain.notice;

import java.util.Locale;

/** What a notice can be about. */
public enum NoticeKind {
  /**
   * A provider does not answer, and its grants wait; or some of its grants fail again and again.
   */
  FAILURE,
  /** Owners have to authorise again. */
  NEEDS_CONSENT,
  /** Somebody has to decide about a token that may be spent. */
  NEEDS_REVIEW,
  /** Consents that no refresh keeps alive. */
  ENDS_SOON,
  /** By a person, or because the provider refuses the client. */
  PROVIDER_PAUSED,
  /** An API key, or what a client is known by, was changed; or nothing goes to a webhook now. */
  KEY_CHANGED,
  MEMBER_CHANGED;

  /** Whether it is something that happened, and not something that lasts. */
  public boolean isChange() {
    return switch (this) {
      case KEY_CHANGED, MEMBER_CHANGED -> true;
      case FAILURE, NEEDS_CONSENT, NEEDS_REVIEW, ENDS_SOON, PROVIDER_PAUSED -> false;
    };
  }

  /** Whether it is told that it is over. A consent that was near its end is renewed, or lost. */
  boolean tellsTheEnd() {
    return switch (this) {
      case FAILURE, NEEDS_CONSENT, NEEDS_REVIEW, PROVIDER_PAUSED -> true;
      case ENDS_SOON, KEY_CHANGED, MEMBER_CHANGED -> false;
    };
  }

  /** The name in the log. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is told again when more grants come to stand so. An outage is one outage. */
  boolean tellsMore() {
    return switch (this) {
      case NEEDS_CONSENT, NEEDS_REVIEW, ENDS_SOON -> true;
      case FAILURE, PROVIDER_PAUSED, KEY_CHANGED, MEMBER_CHANGED -> false;
    };
  }
}

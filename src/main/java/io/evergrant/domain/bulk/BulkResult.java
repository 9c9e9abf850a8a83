package io.evergrant.domain.bulk;

import java.util.Locale;

/** What became of one grant. */
public enum BulkResult {
  /** Paused, resumed, refreshed, or a link was made. */
  DONE,
  /** The provider says that the token is revoked there; it is destroyed here. */
  REVOKED_THERE,
  /** The provider offers no revocation: destroyed here, and good there until it ends. */
  HERE_ONLY,
  /** The provider refused to revoke it: destroyed here. */
  REFUSED_THERE,
  /** The provider was not reached for a day: destroyed here. */
  NOT_REACHED,
  /** A refresh was tried and ended otherwise. */
  NOT_REFRESHED,
  /** It is due, and nobody came to it yet. */
  STILL_DUE,
  /** It stood otherwise by then: nothing was done. */
  LEFT_ALONE,
  /** It is not there any more, or its owner consented anew. */
  GONE,
  /** Something broke here; the portal's own log has it. */
  FAILED,
  /** The act was cancelled before. */
  CANCELLED;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** By what is kept of a revocation, see {@link io.evergrant.domain.grant.Revocation}. */
  public static BulkResult ofRevocation(String atProvider) {
    return switch (atProvider) {
      case "done" -> REVOKED_THERE;
      case "not_offered" -> HERE_ONLY;
      case "refused" -> REFUSED_THERE;
      case "not_reached" -> NOT_REACHED;
      default -> throw new IllegalArgumentException("no end of a revocation: " + atProvider);
    };
  }
}

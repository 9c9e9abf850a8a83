package io.evergrant.domain.bulk;

import io.evergrant.domain.grant.GrantStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be done to many grants at once: to each, what can be done to it alone. */
public enum BulkKind {
  PAUSE,
  RESUME,
  /** Due at once, a few of a provider at a time. */
  REFRESH,
  /** Ended here, then given back to the provider (RFC 7009). */
  REVOKE,
  /** A consent link for the account's owner. */
  LINK;

  /** The name in tables, addresses and answers. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<BulkKind> of(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }

  /**
   * Whether it is worth doing to a grant that stands so; the others are left alone. Refreshing is
   * for those alone whose page offers it: what only the owner can mend is not tried again.
   */
  public boolean hits(GrantStatus status) {
    return hit().contains(status);
  }

  public List<GrantStatus> hit() {
    return Arrays.stream(GrantStatus.values()).filter(this::isFor).toList();
  }

  private boolean isFor(GrantStatus status) {
    return switch (this) {
      case PAUSE -> status.isRefreshed();
      case RESUME -> status == GrantStatus.PAUSED;
      case REFRESH -> status.isRefreshed() || status == GrantStatus.NEEDS_REVIEW;
      case REVOKE, LINK -> status != GrantStatus.REVOKED;
    };
  }

  /** Whether nobody can take it back, so that it is confirmed by typing. */
  public boolean isForGood() {
    return this == REVOKE;
  }
}

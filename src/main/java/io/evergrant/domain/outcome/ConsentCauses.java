package io.evergrant.domain.outcome;

import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.domain.secret.TokenSet;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a provider called a grant dead, as far as its words and the token's age tell. */
public final class ConsentCauses {
  private ConsentCauses() {}

  /**
   * Pure.
   *
   * @param description {@code error_description}, in whatever language the provider speaks
   * @param inDoubt an answer to the same refresh token was lost before
   */
  public static ConsentCause of(
      @Nullable String description,
      TokenSet sent,
      RefreshPolicy policy,
      boolean inDoubt,
      Instant now) {
    if (inDoubt) {
      return ConsentCause.LOST_IN_FLIGHT;
    }
    if (sent.ended(now)) {
      return ConsentCause.EXPIRED_ABSOLUTE;
    }
    var words = description == null ? "" : description.toLowerCase(Locale.ROOT);
    if (words.contains("reuse")
        || words.contains("already been used")
        || words.contains("already used")) {
      return ConsentCause.REUSED;
    }
    var idle = policy.idleLimit();
    if (idle != null && now.isAfter(sent.issuedAt().plus(idle))) {
      return ConsentCause.EXPIRED_IDLE;
    }
    var revoked = words.contains("revoked") || words.contains("withdrawn");
    var expired = words.contains("expired") || words.contains("inactiv");
    if (revoked && !expired) {
      return ConsentCause.REVOKED;
    }
    return ConsentCause.UNKNOWN;
  }
}

package io.evergrant.domain.outcome;

import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.domain.secret.TokenSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a provider called a grant dead, as far as its words and the ages tell. */
public final class ConsentCauses {
  /** A consent is written down a little after the provider has counted its beginning. */
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  private ConsentCauses() {}

  /**
   * Pure.
   *
   * @param description {@code error_description}, in whatever language the provider speaks
   */
  public static ConsentCause of(@Nullable String description, Refused refused, Instant now) {
    if (refused.inDoubt()) {
      return ConsentCause.LOST_IN_FLIGHT;
    }
    var sent = refused.sent();
    if (sent.ended(now)) {
      return ConsentCause.EXPIRED_ABSOLUTE;
    }
    var words = description == null ? "" : description.toLowerCase(Locale.ROOT);
    if (words.contains("reuse")
        || words.contains("already been used")
        || words.contains("already used")) {
      return ConsentCause.REUSED;
    }
    var idle = refused.policy().idleLimit();
    if (idle != null && now.isAfter(sent.issuedAt().plus(idle))) {
      return ConsentCause.EXPIRED_IDLE;
    }
    if (refused.outlived(refused.policy().absoluteLimit(), now)) {
      return ConsentCause.EXPIRED_ABSOLUTE;
    }
    var revoked = words.contains("revoked") || words.contains("withdrawn");
    var expired = words.contains("expired") || words.contains("inactiv");
    if (revoked && !expired) {
      return ConsentCause.REVOKED;
    }
    return refused.outlived(refused.testingLife(), now)
        ? ConsentCause.TESTING_LIMIT
        : ConsentCause.UNKNOWN;
  }

  /**
   * What the provider refused.
   *
   * @param testingLife how long consents last there while the client is registered for trials only;
   *     null where there is no such thing, or none is known
   * @param inDoubt an answer to the same refresh token was lost before
   */
  public record Refused(
      TokenSet sent,
      RefreshPolicy policy,
      Instant consentedAt,
      @Nullable Duration testingLife,
      boolean inDoubt) {

    /** Whether the limit lies between the last answer and now: what came later outlived it. */
    boolean outlived(@Nullable Duration limit, Instant now) {
      if (limit == null) {
        return false;
      }
      var end = consentedAt.plus(limit).minus(TOLERANCE);
      return !now.isBefore(end) && !sent.issuedAt().isAfter(end.plus(TOLERANCE));
    }
  }
}

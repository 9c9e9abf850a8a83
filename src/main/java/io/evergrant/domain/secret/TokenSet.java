package io.evergrant.domain.secret;

import io.evergrant.domain.provider.Scope;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Evergrant keeps of a grant, sealed: always a refresh token, and the newest access token if
 * there is one.
 *
 * @param expiresAt end of the access token; null where the provider did not say
 * @param refreshExpiresAt reported end of the refresh token; null means no end was reported
 * @param issuedAt when the answer that brought the newest token was read
 */
public record TokenSet(
    RefreshToken refreshToken,
    @Nullable AccessToken accessToken,
    @Nullable String tokenType,
    Scope scope,
    @Nullable Instant expiresAt,
    @Nullable Instant refreshExpiresAt,
    Instant issuedAt) {

  /** The first set of a grant; the caller has made sure that a refresh token came. */
  public static TokenSet first(
      IssuedTokens issued, RefreshToken refreshToken, Scope asked, Instant now) {
    return new TokenSet(
        refreshToken,
        issued.accessToken(),
        issued.tokenType(),
        issued.scope() == null ? asked : issued.scope(),
        after(now, issued.expiresIn()),
        after(now, issued.refreshExpiresIn()),
        now);
  }

  /**
   * This set after a refresh. A stored token is never replaced by less: without a {@code
   * refresh_token} in the answer the old one stays good (RFC 6749 section 6), and so does its
   * reported end unless a new one came.
   */
  public TokenSet renewedBy(IssuedTokens issued, Instant now) {
    var rotated = issued.refreshToken() != null;
    var newAccess = issued.accessToken() != null;
    var keepsEnd = issued.refreshExpiresIn() == null && !rotated;
    return new TokenSet(
        issued.refreshToken() == null ? refreshToken : issued.refreshToken(),
        newAccess ? issued.accessToken() : accessToken,
        issued.tokenType() == null ? tokenType : issued.tokenType(),
        issued.scope() == null ? scope : issued.scope(),
        newAccess ? after(now, issued.expiresIn()) : expiresAt,
        keepsEnd ? refreshExpiresAt : after(now, issued.refreshExpiresIn()),
        now);
  }

  /** Whether the refresh token in this set is another one than in {@code earlier}. */
  public boolean rotatedFrom(TokenSet earlier) {
    return !refreshToken.reveal().equals(earlier.refreshToken.reveal());
  }

  /** Whether the refresh token's reported end has come. */
  public boolean ended(Instant now) {
    return refreshExpiresAt != null && !now.isBefore(refreshExpiresAt);
  }

  private static @Nullable Instant after(Instant now, @Nullable Duration life) {
    return life == null ? null : now.plus(life);
  }
}

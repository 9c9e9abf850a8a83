package io.evergrant.usecase.importing;

import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.secret.RefreshToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the token dictionaries of client libraries. requests-oauthlib and Authlib keep the answer
 * of RFC 6749 section 5.1 and add {@code expires_at}; oauth2client writes {@code token_expiry}, its
 * successor google-auth {@code token} and {@code expiry}. What else they keep, a client secret
 * above all, is not read.
 */
final class TokenFields {
  static final Set<String> NAMES =
      Set.of(
          "refresh_token",
          "access_token",
          "token_type",
          "scope",
          "scopes",
          "issued_at",
          "created_at",
          "expires_in",
          "expires_at",
          "token_expiry",
          "expiry",
          "refresh_token_expires_in",
          "refresh_expires_in",
          "refresh_token_expires_at",
          "refresh_expires_at",
          "client_id",
          "invalid");

  private static final int LONGEST_TOKEN = 16_384;
  private static final int LONGEST_SCOPE = 8_000;
  private static final int LONGEST_WORD = 1_000;

  private final Fields fields;

  private TokenFields(Fields fields) {
    this.fields = fields;
  }

  /** Throws {@link RowRefused}. */
  static FoundTokens read(Fields fields, Instant now) {
    return new TokenFields(fields).read(now);
  }

  private FoundTokens read(Instant now) {
    var refreshToken = fields.token("refresh_token", LONGEST_TOKEN);
    if (refreshToken == null) {
      throw fields.refused("refresh_token", Fault.MISSING);
    }
    if (fields.isTrue("invalid")) {
      throw fields.refused("invalid", Fault.MARKED_INVALID);
    }
    var expiresAt = firstTime("expires_at", "token_expiry", "expiry");
    var life = fields.life("expires_in");
    var issuedAt = issuedAt(expiresAt, life);
    var refreshEnd = refreshEnd(issuedAt);
    if (refreshEnd != null && !refreshEnd.isAfter(now)) {
      throw fields.refused("refresh_token", Fault.ENDED);
    }
    var accessToken = accessToken();
    return new FoundTokens(
        new RefreshToken(refreshToken),
        accessToken == null ? null : new AccessToken(accessToken),
        fields.text("token_type", LONGEST_WORD),
        scope(),
        issuedAt,
        expiresAt == null ? after(issuedAt, life) : expiresAt,
        refreshEnd,
        fields.text("client_id", LONGEST_WORD));
  }

  private @Nullable String accessToken() {
    var usual = fields.token("access_token", LONGEST_TOKEN);
    return usual == null ? fields.token("token", LONGEST_TOKEN) : usual;
  }

  private @Nullable Scope scope() {
    return fields
        .words("scope", LONGEST_SCOPE)
        .or(() -> fields.words("scopes", LONGEST_SCOPE))
        .map(Scope::parse)
        .orElse(null);
  }

  /** Told, or worked out of the two ways in which the same end was told. */
  private @Nullable Instant issuedAt(@Nullable Instant end, @Nullable Duration life) {
    var told = firstTime("issued_at", "created_at");
    if (told != null || end == null || life == null || life.isNegative()) {
      return told;
    }
    return end.minus(life);
  }

  private @Nullable Instant refreshEnd(@Nullable Instant issuedAt) {
    var end = firstTime("refresh_token_expires_at", "refresh_expires_at");
    var life = fields.life("refresh_token_expires_in");
    var other = life == null ? fields.life("refresh_expires_in") : life;
    if (end != null) {
      return end;
    }
    // nothing, or zero, is how providers say that there is no end
    return other == null || other.isZero() || other.isNegative() ? null : after(issuedAt, other);
  }

  private @Nullable Instant firstTime(String... names) {
    @Nullable Instant first = null;
    for (var name : names) {
      // each is read, so that one that is wrong is found behind one that is right
      var told = fields.time(name);
      first = first == null ? told : first;
    }
    return first;
  }

  private static @Nullable Instant after(@Nullable Instant start, @Nullable Duration life) {
    return start == null || life == null ? null : start.plus(life);
  }
}

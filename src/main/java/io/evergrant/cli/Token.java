package io.evergrant.cli;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An access token, as the portal answers it and as it lies in the file.
 *
 * @param grant whose it is, {@code portal} who gave it: a file is for one grant of one portal
 * @param expiresAt by the clock of this machine; null where the provider did not say
 */
record Token(
    String portal,
    String grant,
    String accessToken,
    String type,
    @Nullable String scope,
    @Nullable Instant expiresAt) {
  private static final String WRITER = "evergrant token 1";

  /**
   * Of a portal's answer (RFC 6749 section 5.1).
   *
   * @param asked when the call began here: the end is counted from there, so that a clock that is
   *     wrong here is wrong twice and does no harm
   * @throws IllegalArgumentException for an answer without a token
   */
  static Token answered(
      String portal, String grant, Map<String, @Nullable Object> answer, Instant asked) {
    return new Token(
        portal,
        grant,
        required(answer, "access_token"),
        required(answer, "token_type"),
        text(answer, "scope"),
        end(answer, asked));
  }

  /**
   * Of a file.
   *
   * @throws IllegalArgumentException for what this program did not write
   */
  static Token kept(String file) {
    var members = Json.object(file);
    if (!WRITER.equals(members.get("written_by"))) {
      throw new IllegalArgumentException("written by something else");
    }
    return new Token(
        required(members, "portal"),
        required(members, "grant"),
        required(members, "access_token"),
        required(members, "token_type"),
        text(members, "scope"),
        instant(members));
  }

  String toJson() {
    var members = new LinkedHashMap<String, @Nullable String>();
    members.put("access_token", accessToken);
    members.put("token_type", type);
    members.put("expires_at", expiresAt == null ? null : expiresAt.toString());
    members.put("scope", scope);
    members.put("grant", grant);
    members.put("portal", portal);
    members.put("written_by", WRITER);
    return Json.write(members) + "\n";
  }

  boolean isFor(String otherPortal, String otherGrant) {
    return portal.equals(otherPortal) && grant.equals(otherGrant);
  }

  /** Of a token without a known end nobody here can say that it lives. */
  boolean lives(Duration minTtl, Instant now) {
    return expiresAt != null && !now.plus(minTtl).isAfter(expiresAt) && now.isBefore(expiresAt);
  }

  /** What may be shown: enough to tell two tokens apart, too little to use one. */
  String masked() {
    return accessToken.length() < 24 ? "…" : accessToken.substring(0, 4) + "…";
  }

  @Override
  public String toString() {
    return "Token[hidden]";
  }

  private static @Nullable Instant end(Map<String, @Nullable Object> answer, Instant asked) {
    return answer.get("expires_in") instanceof BigDecimal seconds
        ? asked.truncatedTo(ChronoUnit.SECONDS).plusSeconds(seconds.longValue())
        : instant(answer);
  }

  private static @Nullable Instant instant(Map<String, @Nullable Object> members) {
    var text = text(members, "expires_at");
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("expires_at is no time", e);
    }
  }

  private static @Nullable String text(Map<String, @Nullable Object> members, String name) {
    return members.get(name) instanceof String text ? text : null;
  }

  private static String required(Map<String, @Nullable Object> members, String name) {
    var text = text(members, name);
    if (text == null || text.isEmpty()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return text;
  }
}

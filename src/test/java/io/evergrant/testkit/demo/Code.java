package io.evergrant.testkit.demo;

import java.time.Instant;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * An authorization code, known by its fingerprint: what was consented to, and by whom.
 *
 * @param challenge the S256 code challenge (RFC 7636)
 * @param offline a refresh token was asked for
 * @param family of the tokens it was redeemed for; 0 while it was not
 */
record Code(
    String fingerprint,
    String mode,
    String client,
    String redirectUri,
    String subject,
    String scope,
    String challenge,
    @Nullable String nonce,
    boolean offline,
    Instant issuedAt,
    long family) {

  private static final int LIFE_SECONDS = 120;

  boolean isExpired(Instant now) {
    return now.isAfter(issuedAt.plusSeconds(LIFE_SECONDS));
  }

  boolean isSpent() {
    return family != 0;
  }

  Code spentFor(Family born) {
    return new Code(
        fingerprint,
        mode,
        client,
        redirectUri,
        subject,
        scope,
        challenge,
        nonce,
        offline,
        issuedAt,
        born.id());
  }

  JSONObject toJson() {
    return Json.of(
        "fingerprint", fingerprint,
        "mode", mode,
        "client", client,
        "redirect_uri", redirectUri,
        "subject", subject,
        "scope", scope,
        "challenge", challenge,
        "nonce", nonce,
        "offline", offline,
        "issued_at", issuedAt,
        "family", family);
  }

  static Code fromJson(JSONObject json) {
    return new Code(
        Json.text(json, "fingerprint"),
        Json.text(json, "mode"),
        Json.text(json, "client"),
        Json.text(json, "redirect_uri"),
        Json.text(json, "subject"),
        Json.text(json, "scope"),
        Json.text(json, "challenge"),
        json.getAsString("nonce"),
        Json.flag(json, "offline", false),
        Instant.parse(Json.text(json, "issued_at")),
        Long.parseLong(Json.text(json, "family")));
  }
}

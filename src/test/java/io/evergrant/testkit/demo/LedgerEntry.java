package io.evergrant.testkit.demo;

import java.time.Instant;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * One token request as the provider decided it.
 *
 * @param seq grows by one with each entry
 * @param grant the provider's name for the authorization; null where the request led to none
 * @param kind the {@code grant_type} asked for
 * @param fingerprint of the code or refresh token presented
 * @param issuedFingerprint of the refresh token in the answer, where there is one
 * @param error the RFC 6749 error; null where accepted
 * @param account the subject of the grant
 */
public record LedgerEntry(
    long seq,
    Instant at,
    String mode,
    String client,
    @Nullable String grant,
    String kind,
    @Nullable String fingerprint,
    @Nullable String issuedFingerprint,
    boolean accepted,
    @Nullable String error,
    @Nullable String account) {

  JSONObject toJson() {
    return Json.of(
        "seq", seq,
        "at", at,
        "mode", mode,
        "client", client,
        "grant", grant,
        "kind", kind,
        "fingerprint", fingerprint,
        "issued_fingerprint", issuedFingerprint,
        "accepted", accepted,
        "error", error,
        "account", account);
  }

  static LedgerEntry fromJson(JSONObject json) {
    return new LedgerEntry(
        Long.parseLong(Json.text(json, "seq")),
        Instant.parse(Json.text(json, "at")),
        Json.text(json, "mode"),
        Json.text(json, "client"),
        json.getAsString("grant"),
        Json.text(json, "kind"),
        json.getAsString("fingerprint"),
        json.getAsString("issued_fingerprint"),
        Json.flag(json, "accepted", false),
        json.getAsString("error"),
        json.getAsString("account"));
  }
}

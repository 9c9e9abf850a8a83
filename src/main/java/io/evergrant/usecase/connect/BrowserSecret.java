package io.evergrant.usecase.connect;

import io.evergrant.domain.secret.CodeVerifier;
import io.evergrant.domain.secret.OneTimeSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The random secret of one browser session. What an authorization request needs to keep to itself
 * is derived from it, so only the session that began the request can finish it, and the database
 * holds nothing that helps a thief.
 */
public record BrowserSecret(OneTimeSecret secret) {
  private static final SecureRandom RANDOM = new SecureRandom();

  public static BrowserSecret random() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new BrowserSecret(new OneTimeSecret(base64(bytes)));
  }

  /** RFC 6749 section 10.12. */
  OneTimeSecret state(UUID request) {
    return new OneTimeSecret(derive("state", request));
  }

  /** OpenID Connect Core section 15.5.2. */
  String nonce(UUID request) {
    return derive("nonce", request);
  }

  /** RFC 7636 section 4.1: 43 characters. */
  CodeVerifier codeVerifier(UUID request) {
    return new CodeVerifier(derive("code_verifier", request));
  }

  /** RFC 7636 section 4.2, {@code S256}. */
  String codeChallenge(UUID request) {
    return base64(sha256(codeVerifier(request).reveal()));
  }

  /** Names the session without telling the secret. */
  String hash() {
    return hex("browser:" + secret.reveal());
  }

  static String hex(String text) {
    return HexFormat.of().formatHex(sha256(text));
  }

  private String derive(String purpose, UUID request) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return base64(mac.doFinal((purpose + ":" + request).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}

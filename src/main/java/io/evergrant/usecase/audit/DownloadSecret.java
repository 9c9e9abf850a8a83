package io.evergrant.usecase.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.verifier.ChainHash;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The secret in the address of a download: 256 random bits, of which only the plain SHA-256 is
 * kept: what is random cannot be guessed.
 */
final class DownloadSecret {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");

  private DownloadSecret() {}

  static OneTimeSecret make(RandomGenerator random) {
    var bytes = new byte[32];
    random.nextBytes(bytes);
    return new OneTimeSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** What is not need not be looked up. */
  static boolean isWhole(String secret) {
    return SHAPE.matcher(secret).matches();
  }

  static String hash(OneTimeSecret secret) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return ChainHash.hex(digest.digest(secret.reveal().getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}

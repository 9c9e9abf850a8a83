package io.evergrant.usecase.apikey;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.usecase.port.ApiKeys.Hashed;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * How a key's secret looks: {@code eg_}, 43 random letters and digits (256 bits), and six that are
 * the CRC-32 of those 43. The prefix lets a scanner find one that leaked into a repository, the
 * checksum lets it, and us, tell a key from a word that looks like one without asking anybody.
 *
 * <p>It is kept as its plain SHA-256. A slow, salted hash protects what people choose, because that
 * can be guessed; 256 random bits cannot, so it would only make every call slow. And without a salt
 * the hash is the row's address: a wrong secret finds no row, and how long that takes tells nothing
 * of the right one.
 */
public final class KeyFormat {
  public static final String PREFIX = "eg_";

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** 62 to the 43rd power is just above two to the 256th. */
  private static final int RANDOM = 43;

  private static final int CHECKSUM = 6;
  private static final int HINT = PREFIX.length() + 5;
  private static final Pattern SHAPE =
      Pattern.compile(PREFIX + "[0-9A-Za-z]{" + (RANDOM + CHECKSUM) + "}");

  private KeyFormat() {}

  /** A new secret from a source of random bytes. */
  public static ApiKeySecret make(java.util.random.RandomGenerator random) {
    var body = new StringBuilder(RANDOM);
    for (var i = 0; i < RANDOM; i++) {
      body.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return new ApiKeySecret(PREFIX + body + checksum(body.toString()));
  }

  /** Whether it can be a key at all; what is not need not be looked up. */
  public static boolean isWhole(ApiKeySecret secret) {
    var text = secret.reveal();
    if (!SHAPE.matcher(text).matches()) {
      return false;
    }
    var end = PREFIX.length() + RANDOM;
    return text.substring(end).equals(checksum(text.substring(PREFIX.length(), end)));
  }

  /** What is kept of it. */
  public static Hashed hashed(ApiKeySecret secret) {
    return new Hashed(hash(secret), secret.reveal().substring(0, HINT));
  }

  static String hash(ApiKeySecret secret) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(secret.reveal().getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String checksum(String body) {
    var crc = new CRC32();
    crc.update(body.getBytes(UTF_8));
    var left = crc.getValue();
    var digits = new StringBuilder(CHECKSUM);
    for (var i = 0; i < CHECKSUM; i++) {
      digits.append(DIGITS.charAt((int) (left % DIGITS.length())));
      left /= DIGITS.length();
    }
    return digits.reverse().toString();
  }
}

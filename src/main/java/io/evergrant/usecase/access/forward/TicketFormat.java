package io.evergrant.usecase.access.forward;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.secret.TicketSecret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * How a ticket's secret looks: {@code egt_} and 256 random bits in base64url. As an API key it is
 * kept as its plain SHA-256, which is the row's address: what is random cannot be guessed.
 */
final class TicketFormat {
  private static final String PREFIX = "egt_";
  private static final int BYTES = 32;
  private static final Pattern SHAPE = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

  private TicketFormat() {}

  static TicketSecret make(RandomGenerator random) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new TicketSecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Whether it can be a ticket at all; what is not need not be looked up. */
  static boolean isWhole(TicketSecret secret) {
    return SHAPE.matcher(secret.reveal()).matches();
  }

  static String hash(TicketSecret secret) {
    return sha256(secret.reveal());
  }

  /** In lower-case hexadecimal digits. */
  static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

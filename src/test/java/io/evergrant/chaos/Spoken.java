package io.evergrant.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.testkit.wire.Exchange;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** The refresh tokens in what was said at a token endpoint. */
final class Spoken {
  private static final Pattern PRESENTED = Pattern.compile("(?:[?&\n]|^)refresh_token=([^&\\s]+)");
  private static final Pattern ISSUED = Pattern.compile("\"refresh_token\"\\s*:\\s*\"([^\"]+)\"");

  private Spoken() {}

  static List<String> tokens(Exchange exchange) {
    var tokens = new ArrayList<String>();
    var presented = PRESENTED.matcher(exchange.request());
    while (presented.find()) {
      tokens.add(URLDecoder.decode(presented.group(1), UTF_8));
    }
    var issued = ISSUED.matcher(exchange.answer());
    while (issued.find()) {
      tokens.add(issued.group(1).replace("\\/", "/"));
    }
    return tokens;
  }

  /** As the provider's ledger names a token: the first 16 hex digits of its SHA-256. */
  static String fingerprint(String token) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

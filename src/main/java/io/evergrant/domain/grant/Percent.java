package io.evergrant.domain.grant;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;

/** Text within the query of an address (RFC 3986 section 2.1), in UTF-8. */
public final class Percent {
  private Percent() {}

  /** A blank is written as any other letter that is not plain, and not as a form writes it. */
  public static String encode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  /** Throws {@link IllegalArgumentException} for what breaks off within a letter. */
  public static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }
}

package io.evergrant.domain.ticket;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * A host at which a provider serves an API: calls are forwarded to those that are registered, and
 * nowhere else.
 *
 * @param scheme {@code https}; {@code http} for a provider on loopback
 * @param authority host, in lower case, with the port where it is not the scheme's own
 */
public record ApiHost(String scheme, String authority) {
  private static final int LONGEST = 253;
  private static final String AUTHORITY = "[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[1-9][0-9]{0,4})?";

  public ApiHost {
    if (!isAuthority(authority) || !scheme.matches("https?")) {
      throw new IllegalArgumentException("no host of an API");
    }
  }

  /**
   * Reads {@code https://api.example.com}, with a port or without, and nothing behind it but a
   * slash.
   *
   * @throws IllegalArgumentException where it is anything else
   */
  public static ApiHost parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no address", e);
    }
    var path = uri.getRawPath();
    if (uri.getScheme() == null
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null
        || (path != null && !path.isEmpty() && !path.equals("/"))) {
      throw new IllegalArgumentException("not the address of a host alone");
    }
    var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    var own = scheme.equals("https") ? 443 : 80;
    var port = uri.getPort() == -1 || uri.getPort() == own ? "" : ":" + uri.getPort();
    return new ApiHost(scheme, uri.getHost().toLowerCase(Locale.ROOT) + port);
  }

  static boolean isAuthority(String text) {
    return text.length() <= LONGEST && text.matches(AUTHORITY);
  }

  /** As it is registered: {@code https://api.example.com}. */
  @Override
  public String toString() {
    return scheme + "://" + authority;
  }
}

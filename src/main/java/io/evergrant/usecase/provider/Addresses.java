package io.evergrant.usecase.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Addresses of providers as people type them. They must be https; plain http is good for loopback
 * alone, where a provider for development may run (RFC 8252 section 8.3 has the same exception).
 */
final class Addresses {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private Addresses() {}

  static Parsed parse(String typed) {
    URI uri;
    try {
      uri = new URI(typed.strip());
    } catch (URISyntaxException e) {
      return new NotAnAddress();
    }
    var host = uri.getHost();
    var scheme = uri.getScheme();
    if (host == null || scheme == null || uri.getUserInfo() != null || uri.getFragment() != null) {
      return new NotAnAddress();
    }
    if (scheme.equalsIgnoreCase("https")
        || (scheme.equalsIgnoreCase("http") && LOOPBACK.contains(host))) {
      return new Good(uri);
    }
    return scheme.equalsIgnoreCase("http") ? new NotHttps() : new NotAnAddress();
  }

  /** What was typed. */
  sealed interface Parsed {}

  record Good(URI uri) implements Parsed {}

  record NotAnAddress() implements Parsed {}

  record NotHttps() implements Parsed {}
}

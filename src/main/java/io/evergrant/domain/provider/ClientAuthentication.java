package io.evergrant.domain.provider;

import java.util.Locale;

/** How the client proves itself at the token endpoint (RFC 6749 section 2.3.1). */
public enum ClientAuthentication {
  CLIENT_SECRET_BASIC,
  CLIENT_SECRET_POST;

  /** The registered name, as in discovery documents (RFC 8414). */
  public String registeredName() {
    return name().toLowerCase(Locale.ROOT);
  }
}

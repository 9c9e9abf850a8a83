package io.evergrant.domain.provider;

import java.util.Locale;

/** How the client proves itself at the token endpoint. */
public enum ClientAuthentication {
  /** RFC 6749 section 2.3.1. */
  CLIENT_SECRET_BASIC,
  /** RFC 6749 section 2.3.1. */
  CLIENT_SECRET_POST,
  /** RFC 7523 section 2.2: it signs, with a key that never leaves Vault. */
  PRIVATE_KEY_JWT,
  /** RFC 6749 section 2.1: a public client, which PKCE alone protects (RFC 7636). */
  NONE;

  /** The registered name, as in discovery documents (RFC 8414). */
  public String registeredName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether there is a client secret. */
  public boolean hasSecret() {
    return switch (this) {
      case CLIENT_SECRET_BASIC, CLIENT_SECRET_POST -> true;
      case PRIVATE_KEY_JWT, NONE -> false;
    };
  }
}

package io.evergrant.usecase.port;

import io.evergrant.domain.secret.Password;

/** Argon2id (RFC 9106) in its encoded form. */
public interface PasswordHash {
  String of(Password password);

  boolean matches(Password password, String hash);

  /** Takes as long as {@code matches} and answers nothing, for an address nobody has. */
  void waste(Password password);
}

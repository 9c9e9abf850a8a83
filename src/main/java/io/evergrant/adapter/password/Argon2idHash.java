package io.evergrant.adapter.password;

import com.password4j.Argon2Function;
import com.password4j.BadParametersException;
import com.password4j.types.Argon2;
import io.evergrant.domain.secret.Password;
import io.evergrant.usecase.port.PasswordHash;
import jakarta.inject.Singleton;

/**
 * Argon2id with 19 MiB, two passes and one lane, the smallest that OWASP's password storage cheat
 * sheet asks for. The encoded form names its costs, so they may grow without locking anybody out.
 */
@Singleton
public class Argon2idHash implements PasswordHash {
  private static final int SALT_BYTES = 16;
  private static final Argon2Function COSTS =
      Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

  /** Of a password that nobody has, so that an unknown address costs what a known one does. */
  private final String nobodys = of(new Password("nobody"));

  @Override
  public final String of(Password password) {
    return com.password4j.Password.hash(password.reveal())
        .addRandomSalt(SALT_BYTES)
        .with(COSTS)
        .getResult();
  }

  @Override
  public boolean matches(Password password, String hash) {
    try {
      return com.password4j.Password.check(password.reveal(), hash)
          .with(Argon2Function.getInstanceFromHash(hash));
    } catch (BadParametersException e) {
      return false;
    }
  }

  @Override
  public void waste(Password password) {
    // its answer is of no use to anybody
    boolean unused = matches(password, nobodys);
  }
}

package io.evergrant.testkit.process;

import java.security.SecureRandom;
import java.util.Base64;

/** Passwords and keys that nobody chose. */
public final class RandomSecret {
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomSecret() {}

  /** That many random bytes. */
  public static byte[] bytes(int count) {
    var bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** A password of 144 random bits that survives addresses, shells and SQL unquoted. */
  public static String password() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(bytes(18))
        .replace('-', 'a')
        .replace('_', 'b');
  }
}

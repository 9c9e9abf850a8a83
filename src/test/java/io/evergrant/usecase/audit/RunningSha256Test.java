package io.evergrant.usecase.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunningSha256Test {
  /** FIPS 180-4: every length around the end of a block, where the padding needs another. */
  @Test
  void it_is_what_the_jdk_computes_for_every_length() {
    for (var length = 0; length < 300; length++) {
      var bytes = new byte[length];
      new Random(length).nextBytes(bytes);
      var sum = RunningSha256.of(null, 0);
      sum.update(bytes);
      assertThat(sum.hex()).as("%d bytes", length).isEqualTo(jdk(bytes));
    }
  }

  @Test
  void laid_aside_and_taken_up_anywhere_it_is_still_what_the_jdk_computes() {
    for (var seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var bytes = new byte[random.nextInt(2_000)];
      random.nextBytes(bytes);
      @Nullable String aside = null;
      var at = 0;
      while (at < bytes.length) {
        var to = Math.min(bytes.length, at + 1 + random.nextInt(150));
        var sum = RunningSha256.of(aside, at);
        sum.update(Arrays.copyOfRange(bytes, at, to));
        aside = sum.aside();
        at = to;
      }
      assertThat(RunningSha256.of(aside, at).hex()).as("seed %d", seed).isEqualTo(jdk(bytes));
    }
  }

  private static String jdk(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

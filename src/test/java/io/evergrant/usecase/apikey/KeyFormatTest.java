package io.evergrant.usecase.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.secret.ApiKeySecret;
import java.security.SecureRandom;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** The look of a key's secret, and what is kept of it. */
class KeyFormatTest {
  private final SecureRandom random = new SecureRandom();

  @Test
  void a_secret_has_a_prefix_256_random_bits_and_a_checksum() {
    var secret = KeyFormat.make(random).reveal();
    assertThat(secret).matches("eg_[0-9A-Za-z]{49}");
    assertThat(43 * Math.log(62) / Math.log(2)).as("bits").isGreaterThanOrEqualTo(256);
  }

  @Test
  void secrets_differ() {
    var seen = new HashSet<String>();
    for (var i = 0; i < 10_000; i++) {
      assertThat(seen.add(KeyFormat.make(random).reveal())).isTrue();
    }
  }

  /** As a scanner would compute it, from the documentation alone: CRC-32 in base 62, six digits. */
  @Test
  void the_checksum_is_the_one_that_is_documented() {
    var body = "0".repeat(43);
    assertThat(KeyFormat.isWhole(new ApiKeySecret("eg_" + body + "000000"))).isFalse();
    var crc = new java.util.zip.CRC32();
    crc.update(body.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    var digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    var checksum = new StringBuilder();
    for (var power = 5; power >= 0; power--) {
      checksum.append(digits.charAt((int) (crc.getValue() / (long) Math.pow(62, power) % 62)));
    }
    assertThat(KeyFormat.isWhole(new ApiKeySecret("eg_" + body + checksum))).isTrue();
  }

  @Test
  void one_changed_letter_is_no_key() {
    var secret = KeyFormat.make(random).reveal();
    for (var i = 0; i < secret.length(); i++) {
      var other = secret.charAt(i) == 'x' ? 'y' : 'x';
      var changed = secret.substring(0, i) + other + secret.substring(i + 1);
      assertThat(KeyFormat.isWhole(new ApiKeySecret(changed))).as(changed).isFalse();
    }
    assertThat(KeyFormat.isWhole(new ApiKeySecret(secret + "x"))).isFalse();
    assertThat(KeyFormat.isWhole(new ApiKeySecret(" " + secret))).isFalse();
  }

  @Test
  void P11_what_is_kept_is_a_hash_and_too_little_of_the_beginning_to_guess_the_rest() {
    var secret = KeyFormat.make(random);
    var kept = KeyFormat.hashed(secret);
    assertThat(kept.hash()).matches("[0-9a-f]{64}").doesNotContain(secret.reveal());
    assertThat(secret.reveal()).startsWith(kept.hint());
    assertThat(kept.hint()).hasSize(8);
    assertThat(secret.toString()).doesNotContain(kept.hint());
  }
}

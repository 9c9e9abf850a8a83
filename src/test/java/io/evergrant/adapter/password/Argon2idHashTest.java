package io.evergrant.adapter.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.secret.Password;
import org.junit.jupiter.api.Test;

class Argon2idHashTest {
  private final Argon2idHash hash = new Argon2idHash();

  @Test
  void names_its_costs_and_salts_every_hash() {
    var first = hash.of(new Password("correct horse"));
    assertThat(first).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[^$]{22}\\$[^$]{43}");
    assertThat(hash.of(new Password("correct horse"))).isNotEqualTo(first);
  }

  @Test
  void matches_the_password_and_no_other() {
    var made = hash.of(new Password("pässwörd ✓"));
    assertThat(hash.matches(new Password("pässwörd ✓"), made)).isTrue();
    assertThat(hash.matches(new Password("pässwörd"), made)).isFalse();
  }

  /** Made by the reference implementation: {@code argon2 somesalt -id -t 2 -k 65536 -p 1}. */
  @Test
  void reads_hashes_of_other_costs() {
    var reference =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertThat(hash.matches(new Password("password"), reference)).isTrue();
    assertThat(hash.matches(new Password("passwort"), reference)).isFalse();
  }

  @Test
  void what_is_no_hash_matches_nothing() {
    assertThat(hash.matches(new Password("x"), "")).isFalse();
    assertThat(hash.matches(new Password("x"), "x")).isFalse();
    assertThat(hash.matches(new Password("x"), "$argon2id$v=19$m=1$")).isFalse();
  }

  @Test
  void an_unknown_address_costs_a_hash_too() {
    var password = new Password("whatever");
    hash.waste(password);
    var before = System.nanoTime();
    for (var i = 0; i < 3; i++) {
      hash.waste(password);
    }
    assertThat(System.nanoTime() - before).isGreaterThan(3_000_000);
  }
}

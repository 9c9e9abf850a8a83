package io.evergrant.adapter.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private final Redaction redaction = Redaction.of("the sent token");

  @Test
  void what_was_sent_is_blotted_out_wherever_it_stands() {
    assertThat(redaction.clean("x the sent token, the sent tokens"))
        .isEqualTo("x [redacted], [redacted]s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
        "1//0gLkJ3h5Gz8CgYIARAAGBASNwF-L9Ir",
        "xoxe-1-My0xLTQ1Njc4OTAxMjM0NTY3",
        "0123456789abcdef0123456789abcdef",
      })
  void what_looks_like_a_token_is_blotted_out(String token) {
    assertThat(redaction.clean("the token (" + token + ") is dead"))
        .isEqualTo("the token ([redacted]) is dead");
  }

  @Test
  void words_stay_readable() {
    var words = "AADSTS50173: The provided grant has expired due to it being revoked.";
    assertThat(redaction.clean(words)).isEqualTo(words);
    assertThat(redaction.clean("Maximum allowed refresh token reuse exceeded"))
        .isEqualTo("Maximum allowed refresh token reuse exceeded");
  }

  @Test
  void lines_become_spaces_and_300_characters_are_enough() {
    assertThat(redaction.clean("a\r\nb\u0000c\u001b[31m")).isEqualTo("a b c [31m");
    assertThat(redaction.clean("word ".repeat(200))).hasSize(300).endsWith("…");
    assertThat(redaction.clean(" ")).isNull();
    assertThat(redaction.clean(null)).isNull();
  }

  @Test
  void a_long_text_does_not_take_long() {
    var before = System.nanoTime();
    redaction.clean("a".repeat(250_000));
    assertThat(System.nanoTime() - before).isLessThan(10_000_000_000L);
  }
}

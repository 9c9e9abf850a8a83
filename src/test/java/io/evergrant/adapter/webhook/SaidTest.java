package io.evergrant.adapter.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SaidTest {
  @Test
  void P11_what_was_sent_and_what_looks_like_a_secret_is_blotted_out() {
    assertThat(Said.of("bad signature v1,abc= for whsec_short", List.of("v1,abc=", "whsec_short")))
        .isEqualTo("bad signature [redacted] for [redacted]");
    assertThat(Said.of("token eyJhbGciOiJIUzI1NiJ9.e30.Zm9v4 refused", List.of()))
        .isEqualTo("token [redacted] refused");
    assertThat(Said.of("the internationalization failed", List.of()))
        .as("a long word is none")
        .isEqualTo("the internationalization failed");
  }

  @Test
  void it_is_short_and_printable_and_a_secret_at_the_cut_is_no_exception() {
    assertThat(Said.of("a\r\n\tb\u0000c", List.of())).isEqualTo("a b c");
    assertThat(Said.of("x ".repeat(10_000), List.of())).hasSize(200).endsWith("…");
    var secret = "0123456789abcdef".repeat(4);
    assertThat(Said.of("x ".repeat(95) + secret, List.of())).doesNotContain("0123");
    assertThat(Said.of("", List.of())).isEmpty();
  }
}

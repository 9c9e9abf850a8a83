package io.evergrant.usecase.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class BrowserSecretTest {
  private final UUID request = UUID.randomUUID();

  @Test
  void what_is_derived_is_the_same_for_the_same_session_and_request_alone() {
    var mine = BrowserSecret.random();
    assertThat(mine.state(request)).isEqualTo(mine.state(request));
    assertThat(mine.state(request)).isNotEqualTo(mine.state(UUID.randomUUID()));
    assertThat(mine.state(request)).isNotEqualTo(BrowserSecret.random().state(request));
  }

  @Test
  void state_nonce_and_verifier_tell_nothing_of_each_other() {
    var mine = BrowserSecret.random();
    assertThat(mine.state(request).reveal())
        .isNotEqualTo(mine.nonce(request))
        .isNotEqualTo(mine.codeVerifier(request).reveal());
  }

  @Test
  void the_code_verifier_has_the_form_of_rfc_7636() {
    assertThat(BrowserSecret.random().codeVerifier(request).reveal())
        .matches("[A-Za-z0-9._~-]{43,128}");
  }

  @Test
  void P11_it_does_not_print_itself() {
    var mine = BrowserSecret.random();
    assertThat(mine.toString()).doesNotContain(mine.secret().reveal());
  }
}

package io.evergrant.domain.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeTest {
  private static final URI SOMEWHERE = URI.create("https://p.example/me");

  @ParameterizedTest
  @ValueSource(ints = {100, 204, 599})
  void a_good_token_may_be_answered_with_any_status_of_http(int status) {
    assertThat(new Probe(SOMEWHERE, status).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 99, 600, -200})
  void a_status_that_no_answer_can_have_is_refused_when_it_is_typed(int status) {
    assertThatThrownBy(() -> new Probe(SOMEWHERE, status))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Integer.toString(status));
  }
}

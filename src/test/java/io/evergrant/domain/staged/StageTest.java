package io.evergrant.domain.staged;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class StageTest {
  @Test
  void stages_follow_one_another() {
    assertThat(Stage.NAME.after())
        .containsExactly(Stage.TLS, Stage.DISCOVERY, Stage.CLIENT, Stage.CONSENT, Stage.REFRESH);
    assertThat(Stage.CLIENT.after()).containsExactly(Stage.CONSENT, Stage.REFRESH);
    assertThat(Stage.REFRESH.after()).isEmpty();
  }

  @Test
  void a_provider_can_do_without_metadata() {
    assertThat(Stage.DISCOVERY.isGoneOnFrom()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "DISCOVERY")
  void whatever_else_failed_ends_a_test(Stage stage) {
    assertThat(stage.isGoneOnFrom()).isFalse();
  }
}

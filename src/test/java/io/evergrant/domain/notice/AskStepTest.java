package io.evergrant.domain.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranks stand in a table: nobody is asked twice for one step. */
class AskStepTest {
  @Test
  void a_later_step_has_a_larger_rank() {
    assertThat(Arrays.stream(AskStep.values()).map(AskStep::rank)).containsExactly(0, 1, 2, 3, 4);
  }

  @ParameterizedTest
  @EnumSource
  void a_step_is_found_by_its_rank(AskStep step) {
    assertThat(AskStep.ofRank(step.rank())).isEqualTo(step);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 5})
  void no_other_rank_is_a_step(int rank) {
    assertThatThrownBy(() -> AskStep.ofRank(rank))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Integer.toString(rank));
  }
}

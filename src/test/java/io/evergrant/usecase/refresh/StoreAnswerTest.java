package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.usecase.port.TokenVault.Entry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoreAnswerTest {
  private final Scene scene = new Scene();
  private final StoreAnswer store =
      new StoreAnswer(scene.vault, scene.gate, () -> scene.nanos++, pause -> {});

  /** The only try is not said to have failed when its answer was lost: it would be escrowed too. */
  @Test
  void P04_a_single_try_whose_answer_was_lost_is_recognised_as_stored() {
    scene.vault.faults.add(FakeVault.Fault.ANSWER_LOST);
    var claim = scene.claim();
    var entry =
        new Entry(claim.attempt(), Scene.print("r1"), Scene.print("r2"), false, Scene.tokens("r2"));
    assertThat(store.store(claim, 1, entry, Duration.ZERO))
        .isEqualTo(new StoreAnswer.Kept.InVault(2, 1));
  }
}

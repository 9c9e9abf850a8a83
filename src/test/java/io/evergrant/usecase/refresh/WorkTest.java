package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkTest {
  private final Scene scene = new Scene();

  @Test
  void P17_an_attempts_time_is_the_databases_at_its_claim_and_what_passed_here_since() {
    var claimed = Duration.ofDays(40).toNanos();
    scene.nanos = claimed;
    var work = new Work(scene.claim(), claimed, () -> scene.nanos);
    assertThat(work.now()).isEqualTo(Scene.NOW);
    scene.nanos += Duration.ofSeconds(3).toNanos();
    assertThat(work.elapsed()).isEqualTo(Duration.ofSeconds(3));
    assertThat(work.now()).isEqualTo(Scene.NOW.plusSeconds(3));
  }
}

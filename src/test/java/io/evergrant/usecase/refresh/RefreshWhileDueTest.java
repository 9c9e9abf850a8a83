package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.provider.ProviderId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What falls due while this node rests is due afterwards. */
class RefreshWhileDueTest {
  private final Scene scene = new Scene();
  private final Node node = new Node(scene, 4, 2);
  private final List<Duration> rests = new ArrayList<>();
  private Runnable meanwhile = () -> {};
  private final RefreshWhileDue due = new RefreshWhileDue(node.due, this::rest);

  @Test
  void where_nothing_is_due_nobody_looks_twice() {
    assertThat(due.run()).isZero();
    assertThat(rests).isEmpty();
    assertThat(scene.journal.limits).hasSize(1);
  }

  @Test
  void what_falls_due_shortly_after_is_taken_shortly_after() {
    fallsDue();
    meanwhile =
        () -> {
          if (rests.size() <= 2 || rests.size() == 11) {
            fallsDue();
          }
        };
    assertThat(due.run()).isEqualTo(4);
    assertThat(rests).containsOnly(Duration.ofMillis(100));
    assertThat(rests).as("a second after the last one the timer has it back").hasSize(21);
  }

  @Test
  void a_node_that_stops_looks_no_more() {
    fallsDue();
    meanwhile =
        () -> {
          throw new IllegalStateException("stop");
        };
    assertThat(due.run()).isEqualTo(1);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void a_node_that_is_taken_down_looks_no_more_however_much_is_due() {
    fallsDue();
    meanwhile =
        () -> {
          fallsDue();
          due.stop();
        };
    assertThat(due.run()).isEqualTo(2);
  }

  private void rest(Duration pause) throws InterruptedException {
    rests.add(pause);
    try {
      meanwhile.run();
    } catch (IllegalStateException e) {
      throw new InterruptedException("told to stop");
    }
  }

  private void fallsDue() {
    scene.journal.due.add(scene.another(new ProviderId(UUID.randomUUID())));
    scene.answers.add(Scene.issued("r2"));
  }
}

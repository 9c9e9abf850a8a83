package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.provider.ProviderId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A rest of this node lets time pass, and what falls due meanwhile is due. */
class RefreshWhileDueTest {
  private final Scene scene = new Scene();
  private final Node node = new Node(scene, 4, 2);
  private final List<Duration> rests = new ArrayList<>();
  private Runnable meanwhile = () -> {};
  private final RefreshWhileDue due = new RefreshWhileDue(node.due, () -> scene.nanos, this::rest);

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
          if (rests.size() <= 2) {
            fallsDue();
          }
        };
    assertThat(due.run()).isEqualTo(3);
    assertThat(rests).as("the third round found nothing").hasSize(3);
    assertThat(rests).containsOnly(Duration.ofMillis(100));
  }

  @Test
  void the_timer_is_given_back_before_its_next_tick() {
    fallsDue();
    meanwhile = this::fallsDue;
    assertThat(due.run()).isEqualTo(10);
    assertThat(rests).as("no rest that would end after the second").hasSize(9);
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

  private void rest(Duration pause) throws InterruptedException {
    rests.add(pause);
    scene.nanos += pause.toNanos();
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

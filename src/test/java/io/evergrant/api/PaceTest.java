package io.evergrant.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.usecase.port.ApiSettings;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How many calls a key may make. */
class PaceTest {
  private final AtomicLong now = new AtomicLong();
  private final Pace pace = new Pace(new ApiSettings(2, List.of()), now::get);
  private final ApiKeyId key = new ApiKeyId(UUID.randomUUID());

  @Test
  void five_seconds_worth_go_at_once_and_then_as_many_as_the_rate() {
    for (var i = 0; i < 10; i++) {
      assertThat(pace.step(key).goes()).isTrue();
    }
    var refused = pace.step(key);
    assertThat(refused.goes()).isFalse();
    assertThat(refused.next()).isEqualTo(Duration.ofMillis(500));
    now.addAndGet(Duration.ofMillis(500).toNanos());
    assertThat(pace.step(key).goes()).isTrue();
    assertThat(pace.step(key).goes()).isFalse();
  }

  @Test
  void what_is_left_is_told_in_the_words_of_the_draft() {
    var step = pace.step(key);
    assertThat(step.policy()).isEqualTo("\"key\";q=10;w=5");
    assertThat(step.limit()).isEqualTo("\"key\";r=9;t=1");
  }

  @Test
  void one_key_does_not_use_up_anothers_calls() {
    for (var i = 0; i < 11; i++) {
      pace.step(key);
    }
    assertThat(pace.step(new ApiKeyId(UUID.randomUUID())).goes()).isTrue();
  }
}

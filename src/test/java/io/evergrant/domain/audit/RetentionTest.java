package io.evergrant.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** While a legal hold stands nothing of the log is removed. */
class RetentionTest {
  @Test
  void one_hold_that_stands_keeps_the_log() {
    assertThat(retention(hold(null), hold(Instant.EPOCH)).isHeld()).isTrue();
  }

  @Test
  void a_hold_that_was_released_keeps_nothing() {
    assertThat(retention(hold(Instant.EPOCH)).isHeld()).isFalse();
    assertThat(retention().isHeld()).isFalse();
  }

  private static Retention retention(LegalHold... holds) {
    return new Retention(12, Instant.EPOCH, Instant.EPOCH, null, List.of(holds), null);
  }

  private static LegalHold hold(@Nullable Instant releasedAt) {
    return new LegalHold(
        new HoldId(UUID.randomUUID()),
        "a lawsuit",
        "ada@acme.example",
        Instant.EPOCH,
        releasedAt == null ? null : "bob@acme.example",
        releasedAt);
  }
}

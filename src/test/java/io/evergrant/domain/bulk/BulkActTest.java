package io.evergrant.domain.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What of an act can still be stopped. */
class BulkActTest {
  @ParameterizedTest
  @EnumSource(names = {"ASKED", "RUNNING"})
  void what_is_not_over_can_be_cancelled_once(BulkState state) {
    assertThat(act(state, null).isCancellable()).isTrue();
    assertThat(act(state, "ada@acme.example").isCancellable()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"ASKED", "RUNNING"})
  void what_is_over_cannot(BulkState state) {
    assertThat(state.isOver()).isTrue();
    assertThat(act(state, null).isCancellable()).isFalse();
  }

  @Test
  void what_waits_or_runs_is_not_over() {
    assertThat(BulkState.ASKED.isOver()).isFalse();
    assertThat(BulkState.RUNNING.isOver()).isFalse();
  }

  private static BulkAct act(BulkState state, @Nullable String cancelledBy) {
    return new BulkAct(
        new TenantId(UUID.randomUUID()),
        new BulkActId(UUID.randomUUID()),
        BulkKind.PAUSE,
        "status=active",
        state,
        Set.of(new MemberId(UUID.randomUUID())),
        "ada@acme.example",
        null,
        Instant.EPOCH,
        Instant.EPOCH,
        null,
        cancelledBy,
        null,
        3);
  }
}

package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.StoreUnavailable;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WriteGateTest {
  private static final Duration FRESH = Duration.ofSeconds(2);

  private long nanos = 7_000_000_000L;
  private int vaultCanaries;
  private int databaseCanaries;
  private boolean vaultAway;
  private boolean databaseAway;

  private final WriteGate gate =
      new WriteGate(
          node -> vaultCanaries += written(vaultAway),
          node -> databaseCanaries += written(databaseAway),
          new PortalSettings("node-1", URI.create("http://localhost:8080")),
          () -> nanos);

  @Test
  void P02_at_first_each_store_is_asked_to_write_once() {
    assertThat(gate.isOpen()).isTrue();
    assertThat(gate.isOpen()).isTrue();
    assertThat(vaultCanaries).isEqualTo(1);
    assertThat(databaseCanaries).isEqualTo(1);
  }

  @Test
  void P02_what_was_seen_to_write_is_good_for_less_than_two_seconds() {
    gate.isOpen();
    pass(FRESH.minusNanos(1));
    assertThat(gate.isOpen()).isTrue();
    assertThat(vaultCanaries).isEqualTo(1);
    pass(Duration.ofNanos(1));
    assertThat(gate.isOpen()).isTrue();
    assertThat(vaultCanaries).isEqualTo(2);
    assertThat(databaseCanaries).isEqualTo(2);
  }

  @Test
  void P02_real_work_takes_the_canarys_place() {
    gate.isOpen();
    pass(FRESH);
    gate.vaultWrote();
    gate.databaseWrote();
    pass(FRESH.minusNanos(1));
    assertThat(gate.isOpen()).isTrue();
    assertThat(vaultCanaries).isEqualTo(1);
    assertThat(databaseCanaries).isEqualTo(1);
  }

  @Test
  void P02_a_failure_of_vault_closes_until_a_canary_passes() {
    gate.isOpen();
    vaultAway = true;
    gate.vaultFailed();
    assertThat(gate.isOpen()).isFalse();
    vaultAway = false;
    assertThat(gate.isOpen()).isTrue();
    assertThat(vaultCanaries).isEqualTo(2);
    assertThat(databaseCanaries).isEqualTo(1);
  }

  @Test
  void P02_a_failure_of_the_database_closes_until_a_canary_passes() {
    gate.isOpen();
    databaseAway = true;
    gate.databaseFailed();
    assertThat(gate.isOpen()).isFalse();
    databaseAway = false;
    assertThat(gate.isOpen()).isTrue();
    assertThat(databaseCanaries).isEqualTo(2);
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private static int written(boolean away) {
    if (away) {
      throw new StoreUnavailable(StoreUnavailable.Cause.UNREACHABLE, "told to be away");
    }
    return 1;
  }
}

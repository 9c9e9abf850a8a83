package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.usecase.port.PortalSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimDueTest {
  private final FakeJournal journal = new FakeJournal();
  private final ClaimDue claims =
      new ClaimDue(
          journal,
          new PortalSettings("node-1", URI.create("http://localhost:8080")),
          RefreshSettings.DEFAULT);

  @Test
  void P01_a_code_exchange_that_a_crash_left_open_is_ended_when_nobody_can_be_at_it_any_more() {
    var atWork = Duration.ofSeconds(30);
    journal.exchanges.addAll(List.of(Duration.ofMinutes(3), atWork, Duration.ofHours(1)));
    assertThat(claims.abandonExchanges()).isEqualTo(2);
    assertThat(journal.exchanges).containsExactly(atWork);
  }
}

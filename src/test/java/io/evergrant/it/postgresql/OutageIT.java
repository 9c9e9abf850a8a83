package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.provider.Provider;
import io.evergrant.testkit.process.Until;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An hour without the provider, in a minute: the database's clock is put forward step by step. */
class OutageIT {
  private static final int GRANTS = 400;
  private static final Duration STEP = Duration.ofSeconds(20);

  private final Household home = new Household();
  private final Provider provider = home.provider("Mail");
  private final Node node = new Node();

  @BeforeEach
  void grants_due_over_an_hour() {
    Server.asSuperuser("UPDATE oauth_grant SET due_at = NULL");
    IntStream.range(0, GRANTS)
        .forEach(i -> home.grant(provider, "s" + i, Duration.ofSeconds(i * 3600L / GRANTS)));
  }

  @AfterEach
  void stop() {
    node.close();
    Server.resetClock();
  }

  @Test
  void P08_an_outage_of_an_hour_costs_few_unknown_outcomes_and_no_grant() {
    node.down = true;
    pass(Duration.ofHours(1));
    assertThat(count("outcome = 'unknown'")).isBetween(2L, 9L);
    node.down = false;
    pass(Duration.ofMinutes(25));
    assertThat(
            Server.asSuperuser(
                "SELECT count(*) FROM oauth_grant WHERE tenant_id = '%s' AND status = 'ACTIVE' AND refreshes > 0"
                    .formatted(home.tenant)))
        .containsExactly(List.of(Integer.toString(GRANTS)));
    assertThat(count("open")).isZero();
  }

  /** One tick of the timer in each step. */
  private void pass(Duration time) {
    for (var passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(STEP)) {
      node.due.run();
      Until.holds("the attempts ended", Duration.ofSeconds(60), () -> node.due.inFlight() == 0);
      Server.shiftClock(STEP);
    }
  }

  private long count(String condition) {
    var rows =
        Server.asSuperuser(
            "SELECT count(*) FROM refresh_attempt WHERE tenant_id = '%s' AND %s"
                .formatted(home.tenant, condition));
    return Long.parseLong(String.valueOf(rows.getFirst().getFirst()));
  }
}

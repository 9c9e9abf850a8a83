package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.NewTenant;
import io.evergrant.testkit.Stack;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A day in a question of a back end is one of UTC, unless the question says of which zone. */
class AuditZoneByRestIT {
  private static final String DAY = "/api/v1/audit-events?q=type:signed_out%20after:2026-03-11";

  private final Stack stack = Stack.shared();
  private final NewTenant tenant = NewTenant.in(stack, "Zones by REST");
  private final BackEnd backEnd = new BackEnd(stack.base(), tenant.key());

  @BeforeEach
  void an_event_that_is_of_the_next_day_in_tokyo() throws SQLException {
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO audit_event (tenant_id, at, type, actor_kind, actor_name, terminal, details)
          VALUES ('%s', '2026-03-10T15:30:00Z', 'signed_out', 'person', 'x', false, '{}')
          """
              .formatted(tenant.id()));
    }
  }

  @Test
  void a_day_is_one_of_utc_unless_a_zone_is_named() {
    assertThat(backEnd.get(DAY).items()).isEmpty();
    assertThat(backEnd.get(DAY + "&zone=UTC").items()).isEmpty();
    assertThat(backEnd.get(DAY + "&zone=Asia/Tokyo").items())
        .singleElement()
        .satisfies(
            event -> assertThat(event.get("at")).as("in UTC").isEqualTo("2026-03-10T15:30:00Z"));
  }

  @Test
  void an_unknown_zone_is_refused_and_says_how_one_is_written() {
    var refused = backEnd.get(DAY + "&zone=Middle-earth/Shire");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("zone", "Write it as Asia/Tokyo.");
  }
}

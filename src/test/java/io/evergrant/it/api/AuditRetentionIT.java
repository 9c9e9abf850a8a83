package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.NewTenant;
import io.evergrant.testkit.Stack;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A back end says how long the log is kept, and what keeps it longer. */
class AuditRetentionIT {
  private static final String RETENTION = "/api/v1/audit-retention";
  private static final String HOLDS = "/api/v1/legal-holds";

  private final Stack stack = Stack.shared();
  private final BackEnd backEnd = new BackEnd(stack.base(), NewTenant.in(stack, "Kept").key());

  @Test
  void a_policy_is_changed_by_whoever_saw_it_and_takes_effect_a_week_later() {
    var first = backEnd.get(RETENTION);
    assertThat(first.text("months")).isEqualTo("null");
    assertThat(Sent.json(backEnd, "PUT", RETENTION, "{\"months\":12}").status()).isEqualTo(428);
    var tag = first.header("ETag");
    var changed = put("{\"months\":12}", tag);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.text("months")).isEqualTo("12");
    assertThat(changed.text("takes_effect_at")).isGreaterThan(changed.text("changed_at"));
    assertThat(put("{\"months\":6}", tag).status()).as("seen before").isEqualTo(412);
    assertThat(put("{\"months\":0}", "*").status()).isEqualTo(422);
    assertThat(put("{\"months\":241}", "*").status()).isEqualTo(422);
    assertThat(put("{\"months\":null}", "*").text("months")).isEqualTo("null");
    assertThat(backEnd.get("/api/v1/audit-events?type=retention_changed").items()).hasSize(2);
  }

  private BackEnd.Answer put(String body, String tag) {
    return Sent.change(backEnd, "PUT", RETENTION, Sent.JSON, body, tag);
  }

  @Test
  void a_hold_stands_until_it_is_released_and_the_log_tells_both() {
    assertThat(Sent.json(backEnd, "POST", HOLDS, "{}").status()).isEqualTo(422);
    var placed = Sent.json(backEnd, "POST", HOLDS, "{\"reason\":\"Matter 7\"}");
    assertThat(placed.status()).isEqualTo(201);
    assertThat(placed.text("placed_by")).isEqualTo("everything");
    assertThat(backEnd.get(RETENTION).text("held")).isEqualTo("true");
    var release = HOLDS + "/" + placed.text("id") + "/release";
    var released = backEnd.call("POST", release, request -> request);
    assertThat(released.text("released_by")).isEqualTo("everything");
    assertThat(backEnd.call("POST", release, request -> request).body())
        .as("again changes nothing")
        .isEqualTo(released.body());
    assertThat(backEnd.get(RETENTION).text("held")).isEqualTo("false");
    assertThat(backEnd.get(HOLDS).items()).hasSize(1);
    var unknown = HOLDS + "/" + UUID.randomUUID() + "/release";
    assertThat(backEnd.call("POST", unknown, request -> request).status()).isEqualTo(404);
    assertThat(backEnd.get("/api/v1/audit-events?type=legal_hold_placed").body())
        .contains("Matter 7");
    assertThat(backEnd.get("/api/v1/audit-events?type=legal_hold_released").items()).hasSize(1);
  }
}

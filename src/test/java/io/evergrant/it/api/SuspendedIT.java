package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.NewTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A key of an organisation that rests opens nothing, and is told why. */
class SuspendedIT {
  private final Stack stack = Stack.shared();

  @Test
  void a_key_of_a_suspended_organisation_is_refused_until_it_goes_on() {
    var tenant = NewTenant.in(stack, "Restless");
    var backEnd = new BackEnd(stack.base(), tenant.key());
    var operator = Visitor.signedIn(stack.base(), stack.seed().operator());
    var page = "/operator/organisations/" + tenant.id();
    assertThat(backEnd.get("/api/v1/grants").status()).isEqualTo(200);

    var suspended = operator.press(operator.get(page), "suspend", Map.of());
    assertThat(suspended.text()).contains("Suspended. Its people are out");
    for (var path : List.of("/api/v1/grants", "/api/v1/providers", "/api/v1/nothing")) {
      var answer = backEnd.get(path);
      assertThat(answer.status()).as(path).isEqualTo(403);
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(answer.problem()).isEqualTo("organisation-suspended");
    }
    operator.press(suspended, "resume", Map.of());
    assertThat(backEnd.get("/api/v1/grants").status()).isEqualTo(200);
  }
}

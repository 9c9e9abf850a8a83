package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.NewTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.process.Until;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A back end has its organisation's log verified. */
class VerificationsByRestIT {
  private static final String ADDRESS = "/api/v1/audit-verifications";

  private final Stack stack = Stack.shared();
  private final BackEnd backEnd =
      new BackEnd(stack.base(), NewTenant.in(stack, "Verified by REST").key());

  @Test
  void P18_it_is_asked_for_and_tells_its_verdict_and_P14_is_there_for_no_other() {
    var asked = backEnd.post(ADDRESS);
    assertThat(asked.status()).as(asked.body()).isEqualTo(201);
    var address = URI.create(asked.header("Location")).getPath();
    assertThat(address).isEqualTo(ADDRESS + "/" + asked.text("id"));
    Until.holds(
        "it is done",
        Duration.ofSeconds(60),
        () -> backEnd.get(address).text("state").equals("done"));
    var done = backEnd.get(address);
    var found = (Map<?, ?>) Objects.requireNonNull(done.json().get("found"), done::body);
    assertThat(String.valueOf(found.get("verdict"))).isIn("genuine", "unsigned");
    assertThat(found.get("finding")).isNull();
    assertThat(backEnd.get(ADDRESS).items()).hasSize(1);
    assertThat(backEnd.get("/api/v1/audit-events?type=verification_asked").items()).hasSize(1);
    var globex = new BackEnd(stack.base(), stack.seed().globex().apiKey());
    assertThat(globex.get(address).status()).isEqualTo(404);
  }
}

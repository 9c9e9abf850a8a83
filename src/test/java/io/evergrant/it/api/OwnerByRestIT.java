package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.BackEnd.Answer;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Where an account's owner is reached: written by REST, and shown to admins alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnerByRestIT {
  private static final String MODE = "owner-by-rest";
  private static final String ADDRESS = "chen@owners.example";

  private final Stack stack = Stack.shared();
  private final BackEnd acme = new BackEnd(stack.base(), stack.seed().acme().apiKey());
  private Visitor admin = new Visitor(stack.base());
  private UUID grant = new UUID(0, 0);

  @BeforeAll
  void a_grant() {
    stack.provider().settings(MODE, Map.of("access_life_s", 3_600));
    admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    var provider = admin.registerDemo("Owners by REST", stack.provider(), MODE);
    grant = admin.connect(provider, stack.provider(), "chen");
  }

  @Test
  void it_is_saved_shown_to_admins_alone_and_forgotten() {
    var path = "/api/v1/grants/" + grant + "/owner";
    for (var i = 0; i < 2; i++) {
      var saved = save(path, ADDRESS);
      assertThat(saved.status()).as(saved.body()).isEqualTo(204);
      assertThat(saved.body()).isEmpty();
    }
    assertThat(typed()).isEqualTo(ADDRESS);
    assertThat(acme.get(path).status()).as("there is nothing to read").isEqualTo(405);
    assertThat(acme.get("/api/v1/grants/" + grant).body()).doesNotContain(ADDRESS);
    for (var wrong : new String[] {"nobody", "", " " + ADDRESS, "a@b.example\\nBcc: c@d.example"}) {
      var refused = save(path, wrong);
      assertThat(refused.status()).as(wrong).isEqualTo(422);
      assertThat(refused.text("field")).isEqualTo("owner_email");
    }
    assertThat(typed()).isEqualTo(ADDRESS);
    for (var i = 0; i < 2; i++) {
      assertThat(Sent.remove(acme, path).status()).isEqualTo(204);
    }
    assertThat(typed()).isEmpty();
    var log = acme.get("/api/v1/audit-events?type=owner_contact_changed&grant=" + grant);
    assertThat(log.items())
        .as("saved and forgotten, each once")
        .hasSize(2)
        .allSatisfy(event -> assertThat(event).containsEntry("actor", "api_key:demo"));
    assertThat(log.body()).doesNotContain(ADDRESS);
    acme.post("/api/v1/grants/" + grant + "/revocation");
    assertThat(save(path, ADDRESS).problem()).isEqualTo("wrong-state");
    assertThat(Sent.remove(acme, path).status()).isEqualTo(204);
  }

  private Answer save(String path, String address) {
    return Sent.json(acme, "PUT", path, "{\"owner_email\":\"" + address + "\"}");
  }

  /** As the grant's page has it in the field. */
  private String typed() {
    return admin.get("/grants/" + grant).document().select("#owner").attr("value");
  }
}

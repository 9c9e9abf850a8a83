package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** All grants at once, and what a provider shows of itself, by REST. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverviewByRestIT {
  private static final String MODE = "overview-by-rest";
  private static final String PATH = "/api/v1/overview";

  private final Stack stack = Stack.shared();
  private final OwnTenant house = OwnTenant.in(stack, 1);
  private final Visitor admin = Visitor.signedIn(stack.base(), house.admins().getFirst());
  private BackEnd key = new BackEnd(stack.base(), new ApiKeySecret("none yet"));
  private UUID well = new UUID(0, 0);
  private UUID paused = new UUID(0, 0);

  @BeforeAll
  void one_provider_is_well_and_one_is_paused() {
    stack.provider().settings(MODE, Map.of("access_life_s", 3_600));
    well = admin.registerDemo("Well", stack.provider(), MODE);
    paused = admin.registerDemo("Paused", stack.provider(), MODE);
    admin.connect(well, stack.provider(), "ada");
    var typed =
        Map.of("name", "all", "scope-read", "on", "scope-manage", "on", "scope-audit", "on");
    var made = admin.press(admin.get("/keys/new"), "create", typed);
    var secret = made.document().select("#key-secret").text();
    key = new BackEnd(stack.base(), new ApiKeySecret(secret));
    assertThat(key.post("/api/v1/providers/" + paused + "/pause").status()).isEqualTo(200);
  }

  @Test
  void grants_are_counted_and_what_needs_a_person_is_named() {
    var seen = key.get(PATH);
    assertThat(seen.status()).as(seen.body()).isEqualTo(200);
    assertThat(seen.text("vault")).isEqualTo("serves");
    assertThat(seen.text("grants")).isEqualTo("1");
    assertThat(seen.body())
        .contains("\"active\":1", "\"needs_consent\":0", "\"ends_in_7_days\":0")
        .contains("\"kind\":\"paused\",\"provider\":\"" + paused)
        .contains("\"name\":\"Well\"");
    assertThat(key.get(PATH + "?zone=UTC").problem()).isEqualTo("invalid-parameter");
  }

  @Test
  void a_key_for_one_provider_sees_that_one_alone() {
    assertThat(only(paused, "read").get(PATH).body())
        .contains("\"grants\":0,", "\"kind\":\"paused\"")
        .doesNotContain("Well", well.toString());
    assertThat(only(well, "read").get(PATH).body())
        .contains("\"grants\":1,", "\"needs_attention\":[]")
        .doesNotContain("Paused", paused.toString());
    assertThat(only(well, "audit").get(PATH).problem()).isEqualTo("scope-missing");
  }

  @Test
  void what_was_declared_is_beside_what_was_seen() {
    var seen = key.get(observed(well));
    assertThat(seen.status()).as(seen.body()).isEqualTo(200);
    assertThat(seen.body())
        .contains("\"provider\":\"" + well + "\"", "\"grants\":1,")
        .containsPattern("\"access_life\":3[56]\\d\\d,")
        .contains("\"scope\":\"openid profile email offline_access\"")
        .contains("{\"trait\":\"scopes\",\"agreement\":\"agrees\",\"mend\":null}");
    assertThat(key.get(observed(paused)).body()).contains("\"since\":null", "\"not_seen\"");
    var other = only(paused, "read");
    assertThat(other.get(observed(paused)).status()).isEqualTo(200);
    assertThat(other.get(observed(well)).body())
        .isEqualTo(other.get(observed(UUID.randomUUID())).body());
  }

  private static String observed(UUID provider) {
    return "/api/v1/providers/" + provider + "/observed";
  }

  private BackEnd only(UUID provider, String scope) {
    var body =
        "{\"name\":\"%s\",\"scopes\":[\"%s\"],\"provider\":\"%s\",\"expires_in\":3600}"
            .formatted(UUID.randomUUID(), scope, provider);
    var made = Sent.json(key, "POST", "/api/v1/api-keys", body);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return new BackEnd(stack.base(), new ApiKeySecret(made.text("secret")));
  }
}

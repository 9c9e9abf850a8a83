package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who asked for a refresh token and what became of it, by REST: to be looked at, and no more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandOversByRestIT {
  private static final String MODE = "hand-overs-by-rest";
  private static final String PATH = "/api/v1/hand-overs";

  private final Stack stack = Stack.shared();
  private final OwnTenant house = OwnTenant.in(stack, 2);
  private final Visitor ina = Visitor.signedIn(stack.base(), house.admins().getFirst());
  private final Visitor bo = Visitor.signedIn(stack.base(), house.admins().getLast());
  private BackEnd key = new BackEnd(stack.base(), new ApiKeySecret("none yet"));
  private UUID provider = new UUID(0, 0);
  private UUID grant = new UUID(0, 0);
  private String refused = "";
  private String asked = "";

  @BeforeAll
  void one_is_refused_and_one_waits() throws GeneralSecurityException {
    stack.provider().settings(MODE, Map.of("access_life_s", 3_600));
    provider = ina.registerDemo("Asked for", stack.provider(), MODE);
    grant = ina.connect(provider, stack.provider(), "ada");
    var settings = ina.get("/settings");
    var box = Objects.requireNonNull(settings.document().getElementById("sealed_hand_over"));
    ina.press(settings, "allow", Map.of(box.attr("name"), box.attr("value")));
    refused = ask("for a move");
    bo.press(bo.get("/hand-overs/" + refused), "refuse", Map.of());
    asked = ask("for a support case");
    key = key("manage", "audit");
  }

  @Test
  void they_are_there_the_newest_first_and_each_by_itself() {
    var all = key.get(PATH).items();
    assertThat(all).extracting(one -> one.get("id")).containsExactly(asked, refused);
    assertThat(all.getFirst())
        .containsEntry("grant", grant.toString())
        .containsEntry("state", "asked")
        .containsEntry("asked_by", house.admins().getFirst().email())
        .containsEntry("reason", "for a support case")
        .containsEntry("decided_by", null)
        .containsEntry("handed_over_at", null);
    var one = key.get(PATH + "/" + refused);
    assertThat(one.text("state")).isEqualTo("refused");
    assertThat(one.text("decided_by")).isEqualTo(house.admins().getLast().email());
    assertThat(ina.get("/hand-overs/" + refused).text()).contains(one.text("key_code"));
    assertThat(one.header("ETag")).isNotEmpty();
    assertThat(key.get(PATH + "?limit=1").items()).hasSize(1);
    assertThat(key("read").get(PATH).problem()).isEqualTo("scope-missing");
  }

  @Test
  void P12_a_key_decides_and_takes_nothing() {
    for (var act : List.of("", "/approve", "/refuse", "/token")) {
      assertThat(key.post(PATH + "/" + asked + act).status()).isIn(404, 405);
    }
    assertThat(key.get(PATH + "/" + asked).text("state")).isEqualTo("asked");
  }

  @Test
  void P14_a_key_for_one_provider_sees_those_of_its_grants() {
    var own = only(provider);
    assertThat(own.get(PATH).items()).hasSize(2);
    assertThat(own.get(PATH + "/" + asked).status()).isEqualTo(200);
    var other = only(ina.registerDemo("Not asked for", stack.provider(), MODE));
    assertThat(other.get(PATH).items()).isEmpty();
    var acme = new BackEnd(stack.base(), stack.seed().acme().apiKey());
    for (var by : List.of(other, acme)) {
      var foreign = by.get(PATH + "/" + asked);
      assertThat(foreign.status()).isEqualTo(404);
      assertThat(foreign.body()).isEqualTo(by.get(PATH + "/" + UUID.randomUUID()).body());
    }
  }

  private String ask(String reason) throws GeneralSecurityException {
    var pairs = KeyPairGenerator.getInstance("RSA");
    pairs.initialize(3_072);
    var spki = Base64.getEncoder().encodeToString(pairs.generateKeyPair().getPublic().getEncoded());
    var wish =
        "{\"grant\":\"%s\",\"reason\":\"%s\",\"spki\":\"%s\"}".formatted(grant, reason, spki);
    var answer = ina.send("/hand-overs/ask", Sent.JSON, wish);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.text().replaceAll(".*\"id\":\"([0-9a-f-]{36})\".*", "$1");
  }

  private BackEnd only(UUID one) {
    var body =
        "{\"name\":\"%s\",\"scopes\":[\"audit\"],\"provider\":\"%s\",\"expires_in\":3600}"
            .formatted(UUID.randomUUID(), one);
    var made = Sent.json(key, "POST", "/api/v1/api-keys", body);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return new BackEnd(stack.base(), new ApiKeySecret(made.text("secret")));
  }

  private BackEnd key(String... scopes) {
    var typed = new LinkedHashMap<String, String>();
    typed.put("name", String.join(" and ", scopes));
    for (var scope : scopes) {
      typed.put("scope-" + scope, "on");
    }
    var made = ina.press(ina.get("/keys/new"), "create", typed);
    return new BackEnd(
        stack.base(), new ApiKeySecret(made.document().select("#key-secret").text()));
  }
}

package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.BackEnd.Answer;
import io.evergrant.testkit.Stack;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Keys that make keys: never one that may do more. */
class ApiKeysByRestIT {
  private static final String PATH = "/api/v1/api-keys";

  private final Stack stack = Stack.shared();
  private final BackEnd acme = new BackEnd(stack.base(), stack.seed().acme().apiKey());

  @Test
  void a_key_is_made_rotated_and_revoked_and_its_secret_is_shown_when_it_is_made() {
    var made = create(acme, "\"scopes\":[\"read\",\"manage\"],\"expires_in\":3600");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.header("Cache-Control")).isEqualTo("no-store");
    var path = PATH + "/" + made.text("id");
    assertThat(made.header("Location")).endsWith(path);
    var read = acme.get(path);
    assertThat(read.json())
        .doesNotContainKey("secret")
        .containsEntry("scopes", List.of("read", "manage"));
    var one = backEnd(made);
    assertThat(one.get("/api/v1/grants").status()).isEqualTo(200);

    var rotated = Sent.json(one, "POST", path + "/rotate", "{\"generation\":1,\"overlap\":0}");
    assertThat(rotated.status()).as(rotated.body()).isEqualTo(200);
    assertThat(one.get("/api/v1/grants").problem()).as("no overlap").isEqualTo("key-ended");
    var two = backEnd(rotated);
    assertThat(two.get("/api/v1/grants").status()).isEqualTo(200);
    var again = Sent.json(two, "POST", path + "/rotate", "{\"generation\":1}");
    assertThat(again.problem()).as("seen before the rotation").isEqualTo("wrong-state");
    assertThat(again.text("generation")).isEqualTo("2");

    for (var i = 0; i < 2; i++) {
      assertThat(acme.call("DELETE", path, request -> request).status()).isEqualTo(204);
    }
    assertThat(two.get("/api/v1/grants").problem()).isEqualTo("key-revoked");
  }

  @Test
  void a_key_gives_no_more_than_it_has() {
    var narrow =
        backEnd(
            create(
                acme,
                """
                "scopes":["manage"],"addresses":["127.0.0.0/8","::1"],"expires_in":3600
                """));
    assertBeyond(create(narrow, "\"scopes\":[\"manage\",\"token\"]"), "scopes");
    assertBeyond(create(narrow, "\"scopes\":[\"manage\"]"), "addresses");
    assertBeyond(
        create(narrow, "\"scopes\":[\"manage\"],\"addresses\":[\"0.0.0.0/0\"]"), "addresses");
    var within = "\"scopes\":[\"manage\"],\"addresses\":[\"127.0.0.1\"]";
    assertBeyond(create(narrow, within), "expires_in");
    assertBeyond(create(narrow, within + ",\"expires_in\":7200"), "expires_in");
    assertThat(create(narrow, within + ",\"expires_in\":600").status()).isEqualTo(201);

    var wide = create(acme, "\"scopes\":[\"token\"]");
    var taken =
        Sent.json(narrow, "POST", PATH + "/" + wide.text("id") + "/rotate", "{\"generation\":1}");
    assertThat(taken.status()).isEqualTo(403);
    assertThat(taken.problem()).isEqualTo("beyond-own");
    assertThat(backEnd(wide).get("/api/v1/grants").problem()).isEqualTo("scope-missing");
  }

  @Test
  void a_key_for_one_provider_makes_and_sees_keys_for_that_one() {
    var provider = provider();
    var one = backEnd(create(acme, "\"scopes\":[\"manage\"],\"provider\":\"" + provider + "\""));
    assertBeyond(create(one, "\"scopes\":[\"manage\"]"), "provider");
    assertBeyond(
        create(one, "\"scopes\":[\"manage\"],\"provider\":\"" + provider() + "\""), "provider");
    assertThat(create(one, "\"scopes\":[\"manage\"],\"provider\":\"" + provider + "\"").status())
        .isEqualTo(201);
    assertThat(one.get(PATH).items())
        .hasSize(2)
        .allSatisfy(key -> assertThat(key).containsEntry("provider", provider));
    var other = create(acme, "\"scopes\":[\"read\"]").text("id");
    assertThat(one.get(PATH + "/" + other).status()).isEqualTo(404);
    assertThat(one.call("DELETE", PATH + "/" + other, request -> request).status()).isEqualTo(404);
    assertThat(one.get("/api/v1/members").problem()).isEqualTo("one-provider-only");
  }

  @Test
  void what_is_wrong_is_named() {
    assertThat(create(acme, "\"scopes\":[]").text("field")).isEqualTo("scopes");
    assertThat(create(acme, "\"scopes\":[\"root\"]").text("field")).isEqualTo("scopes");
    var elsewhere = "\"scopes\":[\"read\"],\"provider\":\"" + UUID.randomUUID() + "\"";
    assertThat(create(acme, elsewhere).text("field")).isEqualTo("provider");
    var range = "\"scopes\":[\"read\"],\"addresses\":[\"10.0.0.0/40\"]";
    assertThat(create(acme, range).text("field")).isEqualTo("addresses");
  }

  private String provider() {
    var body =
        """
        {"name":"keys %s","client_id":"c","client_secret":"s",
         "authorization_endpoint":"https://id.example/a","token_endpoint":"https://id.example/t"}
        """
            .formatted(UUID.randomUUID());
    return Sent.json(acme, "POST", "/api/v1/providers", body).text("id");
  }

  private static void assertBeyond(Answer answer, String field) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(answer.text("field")).isEqualTo(field);
    assertThat(answer.body()).contains("beyond");
  }

  private BackEnd backEnd(Answer made) {
    assertThat(made.status()).as(made.body()).isIn(200, 201);
    return new BackEnd(stack.base(), new ApiKeySecret(made.text("secret")));
  }

  private static Answer create(BackEnd by, String members) {
    return Sent.json(
        by, "POST", PATH, "{\"name\":\"by rest %s\",%s}".formatted(UUID.randomUUID(), members));
  }
}

package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.Stack;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The organisation by REST. */
class SettingsByRestIT {
  private static final String PATH = "/api/v1/settings";

  private final Stack stack = Stack.shared();
  private final BackEnd acme = new BackEnd(stack.base(), stack.seed().acme().apiKey());

  @Test
  void they_are_changed_by_whoever_has_seen_them() {
    var before = acme.get(PATH);
    assertThat(before.text("name")).isEqualTo("Acme Ltd");
    assertThat(Sent.json(acme, "PUT", PATH, "{}").status()).isEqualTo(428);
    var body = "{\"colour\":\"#204A87\",\"return_addresses\":[\"https://app.example/rest/\"]}";
    var changed = Sent.change(acme, "PUT", PATH, Sent.JSON, body, before.header("ETag"));
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(changed.json())
        .containsEntry("colour", "#204a87")
        .containsEntry("return_addresses", List.of("https://app.example/rest/"));
    var stale = Sent.change(acme, "PUT", PATH, Sent.JSON, "{}", before.header("ETag"));
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.body()).contains("\"changed\":[\"");
    assertThat(acme.get(PATH).body()).isEqualTo(changed.body());
    assertThat(
            acme.call(
                    "GET", PATH, request -> request.header("If-None-Match", changed.header("ETag")))
                .status())
        .isEqualTo(304);
  }

  @Test
  void an_address_that_is_none_is_pointed_at() {
    var wrong = "{\"return_addresses\":[\"https://good.example/\",\"http://bad.example/\"]}";
    var answer = Sent.change(acme, "PUT", PATH, Sent.JSON, wrong, "*");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("#/return_addresses/1");
    assertThat(Sent.change(acme, "PUT", PATH, Sent.JSON, "{\"colour\":\"red\"}", "*").text("field"))
        .isEqualTo("colour");
  }

  @Test
  void members_are_listed() {
    assertThat(acme.get("/api/v1/members").items())
        .anySatisfy(
            member ->
                assertThat(member)
                    .containsEntry("email", stack.seed().acme().admin().email())
                    .containsEntry("role", "admin"))
        .allSatisfy(
            member -> assertThat(String.valueOf(member.get("email"))).endsWith("@acme.example"));
  }
}

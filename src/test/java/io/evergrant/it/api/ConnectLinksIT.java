package io.evergrant.it.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Consent links by REST, and what their holders can do with them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectLinksIT {
  private static final String MODE = "links-by-rest";

  private final Stack stack = Stack.shared();
  private final BackEnd globex = new BackEnd(stack.base(), stack.seed().globex().apiKey());
  private Visitor admin = new Visitor(stack.base());
  private UUID provider = new UUID(0, 0);

  @BeforeAll
  void a_provider() {
    stack.provider().settings(MODE, Map.of("access_life_s", 3_600));
    admin = Visitor.signedIn(stack.base(), stack.seed().globex().admin());
    provider = admin.registerDemo("Links by REST", stack.provider(), MODE);
    admin.press(
        admin.get("/settings"),
        "save",
        Map.of("colour", "#204a87", "addresses", "https://app.example/done\nhttp://localhost/x/"));
  }

  @Test
  void a_stranger_connects_an_account_by_a_link_once() {
    var made =
        ConnectLinks.send(
            globex,
            """
            {"provider":"%s","external_id":"customer-9","return_to":"https://app.example/done?n=1"}
            """
                .formatted(provider));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Cache-Control")).isEqualTo("no-store");
    assertThat(made.header("Location")).endsWith("/api/v1/connect-links/" + made.text("id"));
    assertThat(made.text("state")).isEqualTo("open");

    var path = path(made);
    var stranger = new Visitor(stack.base());
    var page = stranger.get(path);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("Globex").contains("Links by REST");
    var result = stranger.followLink(page, stack.provider(), "chen", "allow");
    assertThat(result.path()).isEqualTo("/connect/result");
    assertThat(result.text()).contains("Connected").contains("chen@");
    var onwards = Objects.requireNonNull(result.document().getElementById("return"));
    assertThat(onwards.attr("href"))
        .isEqualTo("https://app.example/done?n=1&evergrant_result=connected");

    var link = globex.get("/api/v1/connect-links/" + made.text("id"));
    assertThat(link.text("state")).isEqualTo("used");
    var grant = globex.get("/api/v1/grants/" + link.text("used_for"));
    assertThat(grant.text("status")).isEqualTo("active");
    assertThat(grant.text("external_id")).isEqualTo("customer-9");
    assertThat(globex.get("/api/v1/grants/" + link.text("used_for") + "/access-token").status())
        .isEqualTo(200);

    var again = new Visitor(stack.base()).get(path);
    assertThat(again.text()).contains("This link was used");
    assertThat(again.document().getElementById("way-out")).isNull();
    var log = globex.get("/api/v1/audit-events?type=consent_ended&limit=1").items().getFirst();
    assertThat(log).containsEntry("actor", "link");
    assertThat((Map<?, ?>) log.get("details"))
        .extracting(details -> details.get("consent_link"))
        .isEqualTo(made.text("id"));
  }

  @Test
  void who_declines_may_try_again_with_the_same_link() {
    var path = path(ConnectLinks.make(globex, "provider", provider));
    var stranger = new Visitor(stack.base());
    var declined = stranger.followLink(stranger.get(path), stack.provider(), "ben", "deny");
    assertThat(declined.text()).contains("Nothing was connected");
    var again = Objects.requireNonNull(declined.document().getElementById("again")).attr("href");
    var done = stranger.followLink(stranger.get(again), stack.provider(), "ben", "allow");
    assertThat(done.text()).contains("Connected");
  }

  @Test
  void a_link_that_is_revoked_on_the_way_connects_nothing() {
    var made = ConnectLinks.make(globex, "provider", provider);
    var stranger = new Visitor(stack.base());
    var page = stranger.get(path(made));
    var way = stranger.out(page);
    var revoked = globex.call("DELETE", "/api/v1/connect-links/" + made.text("id"), r -> r);
    assertThat(revoked.status()).isEqualTo(204);
    var grants = globex.get("/api/v1/grants?provider=" + provider + "&limit=200").items().size();
    var result = stranger.comeBackFrom(way, stack.provider(), "chen", "allow");
    assertThat(result.text()).contains("This link is closed");
    assertThat(globex.get("/api/v1/grants?provider=" + provider + "&limit=200").items())
        .hasSize(grants);
    assertThat(new Visitor(stack.base()).get(path(made)).text()).contains("withdrawn");
    assertThat(globex.call("DELETE", "/api/v1/connect-links/" + made.text("id"), r -> r).status())
        .isEqualTo(204);
  }

  @Test
  void only_the_page_of_a_link_leads_to_the_provider() {
    var path = path(ConnectLinks.make(globex, "provider", provider));
    for (var from : List.of("cross-site", "same-site", "none", "")) {
      var answer =
          BackEnd.send(
              stack.base(),
              path + "/go",
              request -> from.isEmpty() ? request : request.header("Sec-Fetch-Site", from));
      assertThat(answer.status()).as(from).isEqualTo(303);
      assertThat(answer.header("Location")).as(from).isEqualTo(path);
    }
  }

  @Test
  void a_secret_that_is_wrong_tells_nothing() {
    var path = path(ConnectLinks.make(globex, "provider", provider));
    var last = path.charAt(path.length() - 2);
    var wrong =
        path.substring(0, path.length() - 2)
            + (last == 'A' ? 'B' : 'A')
            + path.charAt(path.length() - 1);
    var seen = new HashSet<String>();
    for (var bad : List.of(wrong, path.substring(0, path.length() - 1), "/connect/x")) {
      var page = new Visitor(stack.base()).get(bad);
      assertThat(page.text()).contains("This link leads nowhere").doesNotContain("Globex");
      seen.add(page.text());
    }
    assertThat(seen).hasSize(1);
  }

  @Test
  void a_grant_that_needs_consent_comes_with_a_link_that_mends_it() {
    var grant = admin.connect(provider, stack.provider(), "ben");
    var path = "/api/v1/grants/" + grant + "/access-token?min_ttl=86400";
    globex.call("POST", "/api/v1/grants/" + grant + "/refresh", r -> r);
    stack.provider().revoke(MODE, "ben");
    globex.call("POST", "/api/v1/grants/" + grant + "/refresh", r -> r);
    var refused = globex.get(path);
    assertThat(refused.status()).isEqualTo(409);
    var address = refused.text("consent_link");
    assertThat(globex.get(path).text("consent_link")).as("not another one").isEqualTo(address);

    var stranger = new Visitor(stack.base());
    var page = stranger.get(address.substring(stack.base().toString().length()));
    assertThat(page.text()).contains("authorise again").contains("ben@");
    var other = stranger.followLink(page, stack.provider(), "chen", "allow");
    assertThat(other.text()).contains("Another account");
    var right = stranger.followLink(stranger.get(page.path()), stack.provider(), "ben", "allow");
    assertThat(right.text()).contains("Connected");
    assertThat(globex.get(path).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{\"provider\":1}",
        "{\"provider\":\"x\"}",
        "{\"provider\":\"%1$s\",\"grant\":\"%1$s\"}",
        "{\"provider\":\"%1$s\",\"provider\":\"%1$s\"}",
        "{\"provider\":\"%1$s\",\"expires_in\":1}",
        "{\"provider\":\"%1$s\",\"expires_in\":1e999}",
        "{\"provider\":\"%1$s\",\"expires_in\":\"600\"}",
        "{\"provider\":\"%1$s\",\"external_id\":\"a\\u0000b\"}",
        "{\"provider\":\"%1$s\",\"external_id\":\"\\ud800\"}",
        "{\"provider\":\"%1$s\",\"return_to\":\"https://evil.example/done\"}",
        "{\"provider\":\"%1$s\",\"return_to\":\"https://app.example/done/../x\"}",
        "{\"provider\":\"%1$s\",\"return_to\":\"https://app.example@evil.example/done\"}",
        "{\"provider\":\"%1$s\",\"return_to\":\"javascript:alert(1)\"}",
        "{\"provider\":\"%1$s\",\"colour\":\"red\"}",
        "{\"grant\":\"00000000-0000-0000-0000-000000000000\"}"
      })
  void what_cannot_be_made_is_refused_and_makes_nothing(String body) {
    var before = globex.get("/api/v1/connect-links?limit=1").items();
    var answer = ConnectLinks.send(globex, body.replace("%1$s", provider.toString()));
    assertThat(answer.status()).as(answer.body()).isIn(400, 422);
    assertThat(answer.problem()).isIn("malformed-body", "invalid-body");
    assertThat(globex.get("/api/v1/connect-links?limit=1").items()).isEqualTo(before);
  }

  @Test
  void bodies_of_other_kinds_are_refused() {
    var deep = "[".repeat(5_000) + "]".repeat(5_000);
    assertThat(ConnectLinks.send(globex, "{\"provider\":" + deep + "}").status()).isEqualTo(400);
    assertThat(ConnectLinks.send(globex, " ".repeat(20_000)).status()).isEqualTo(413);
    var path = "/api/v1/connect-links";
    assertThat(globex.post(path, "text/plain", "{}".getBytes(UTF_8)).status()).isEqualTo(415);
    assertThat(globex.post(path, "application/json", new byte[] {'{', (byte) 0xff}).status())
        .isEqualTo(400);
  }

  @Test
  void the_list_comes_a_page_at_a_time_and_tells_no_address() {
    for (var i = 0; i < 3; i++) {
      ConnectLinks.make(globex, "provider", provider);
    }
    Set<String> ids = new HashSet<>();
    var page = globex.get("/api/v1/connect-links?limit=2");
    for (var pages = 0; pages < 50; pages++) {
      assertThat(page.body()).doesNotContain("/connect/");
      page.items().forEach(item -> assertThat(ids.add(String.valueOf(item.get("id")))).isTrue());
      if (page.text("next").equals("null")) {
        break;
      }
      page = globex.get("/api/v1/connect-links?limit=2&cursor=" + page.text("next"));
    }
    assertThat(ids).hasSizeGreaterThanOrEqualTo(3);
    assertThat(globex.get("/api/v1/connect-links?cursor=AAAA").status()).isEqualTo(400);
  }

  private String path(BackEnd.Answer made) {
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.text("url").substring(stack.base().toString().length());
  }
}

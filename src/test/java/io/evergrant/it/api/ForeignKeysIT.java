package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every address, tried with another tenant's key, and with a key for one provider. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignKeysIT {
  private static final String MODE = "api-foreign";

  private final Stack stack = Stack.shared();
  private final BackEnd acme = new BackEnd(stack.base(), stack.seed().acme().apiKey());
  private final BackEnd globex = new BackEnd(stack.base(), stack.seed().globex().apiKey());
  private Visitor admin = new Visitor(stack.base());
  private UUID provider = new UUID(0, 0);
  private UUID otherProvider = new UUID(0, 0);
  private UUID grant = new UUID(0, 0);
  private UUID link = new UUID(0, 0);
  private UUID otherGrant = new UUID(0, 0);
  private UUID key = new UUID(0, 0);
  private UUID webhook = new UUID(0, 0);
  private UUID act = new UUID(0, 0);
  private UUID member = new UUID(0, 0);
  private UUID view = new UUID(0, 0);

  @BeforeAll
  void acme_has_two_providers_with_a_grant_each() {
    stack.provider().settings(MODE, Map.of("access_life_s", 3_600));
    admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    provider = admin.registerDemo("Over the API", stack.provider(), MODE);
    otherProvider = admin.registerDemo("Over the API, too", stack.provider(), MODE);
    grant = admin.connect(provider, stack.provider(), "ada");
    var body = "{\"name\":\"foreign %s\",\"scopes\":[\"read\"]}".formatted(UUID.randomUUID());
    key = UUID.fromString(Sent.json(acme, "POST", "/api/v1/api-keys", body).text("id"));
    var hook =
        "{\"name\":\"foreign %s\",\"url\":\"http://127.0.0.1:9/\",\"events\":[\"hand_over.*\"]}"
            .formatted(UUID.randomUUID());
    webhook = UUID.fromString(Sent.json(acme, "POST", "/api/v1/webhooks", hook).text("id"));
    link = UUID.fromString(ConnectLinks.make(acme, "provider", provider).text("id"));
    var nobody = "{\"act\":\"pause\",\"q\":\"nobody is called so\"}";
    act = UUID.fromString(Sent.json(acme, "POST", "/api/v1/bulk-acts", nobody).text("id"));
    var auditor = "{\"email\":\"%s@acme.example\"}".formatted(UUID.randomUUID());
    member = UUID.fromString(Sent.json(acme, "POST", "/api/v1/members", auditor).text("id"));
    var kept = "{\"name\":\"foreign\",\"provider\":\"%s\"}".formatted(provider);
    view = UUID.fromString(Sent.json(acme, "POST", "/api/v1/views", kept).text("id"));
    otherGrant = admin.connect(otherProvider, stack.provider(), "ben");
  }

  @Test
  void P14_a_foreign_id_answers_exactly_as_an_unknown_one_at_every_address() {
    var tried = 0;
    for (var route : Route.all()) {
      if (route.path().contains("{id}") && !route.path().contains("/catalogue/")) {
        for (var by : List.of(globex, keyFor(otherProvider))) {
          for (var foreign : List.of(grant, provider, link, key, webhook, act, member, view)) {
            // a key for one provider has no way to what concerns the tenant as a whole
            var whole =
                Stream.of(
                        "/audit-exports/",
                        "/audit-verifications/",
                        "/legal-holds/",
                        "/webhooks/",
                        "/members/",
                        "/views/")
                    .anyMatch(route.path()::contains);
            var refused = by != globex && whole ? 403 : 404;
            assertSame(
                refused, route, send(by, route, foreign), send(by, route, UUID.randomUUID()));
            tried++;
          }
        }
      }
    }
    assertThat(tried).isGreaterThan(150);
    var number = acme.get("/api/v1/audit-events?limit=1").items().getFirst().get("number");
    assertThat(globex.get("/api/v1/audit-events/" + number).body())
        .isEqualTo(globex.get("/api/v1/audit-events/999999999999").body());
  }

  @Test
  void P14_a_foreign_id_within_a_body_is_refused_exactly_as_an_unknown_one() {
    for (var foreign : List.of(provider, grant)) {
      for (var body :
          List.of(
              "connect-links {\"provider\":\"%s\"}",
              "connect-links {\"grant\":\"%s\"}",
              "api-keys {\"name\":\"stolen\",\"scopes\":[\"read\"],\"provider\":\"%s\"}",
              "grants/import"
                  + " [{\"provider\":\"%s\",\"external_id\":\"x\",\"token\":{\"refresh_token\":\"r\"}}]")) {
        var asForeign = post(globex, body.formatted(foreign));
        assertThat(asForeign.status()).as(body).isEqualTo(422);
        assertThat(asForeign.body())
            .isEqualTo(post(globex, body.formatted(UUID.randomUUID())).body());
      }
    }
  }

  private static BackEnd.Answer post(BackEnd by, String what) {
    var parts = what.split(" ", 2);
    return Sent.json(by, "POST", "/api/v1/" + parts[0], parts[1]);
  }

  private static void assertSame(
      int refused, Route route, BackEnd.Answer foreign, BackEnd.Answer unknown) {
    assertThat(foreign.status()).as(route.toString()).isEqualTo(refused);
    assertThat(foreign.body()).as(route.toString()).isEqualTo(unknown.body());
    assertThat(told(foreign)).as(route.toString()).isEqualTo(told(unknown));
  }

  private BackEnd.Answer send(BackEnd by, Route route, UUID id) {
    var body = route.types().isEmpty() || route.isForwarded() ? "" : GoodBodies.of(route, provider);
    return by.call(
        route.method(),
        route.at(id),
        request ->
            body.isEmpty()
                ? request
                : request
                    .header("Content-Type", GoodBodies.type(route))
                    .header("If-Match", "*")
                    .method(route.method(), BodyPublishers.ofString(body)));
  }

  @Test
  void P14_what_is_written_to_a_foreign_id_is_written_nowhere() {
    var hosts = "{\"hosts\":[\"https://evil.example\"]}";
    var own = "{\"hosts\":[\"https://api.example.com\"]}";
    var wish = "{\"origin\":\"https://app.example.com\"}";
    var atHosts = "PUT /api/v1/providers/%s/api-hosts";
    var atTickets = "POST /api/v1/grants/%s/tickets";
    assertThat(call(acme, atHosts, provider, own).status()).isEqualTo(200);
    for (var by : List.of(globex, keyFor(otherProvider))) {
      for (var foreign : List.of(grant, provider)) {
        assertSameAsUnknown(by, atTickets, foreign, wish);
        assertSameAsUnknown(by, atHosts, foreign, hosts);
      }
    }
    assertThat(acme.get("/api/v1/providers/" + provider + "/api-hosts").body())
        .contains("api.example.com")
        .doesNotContain("evil.example");
  }

  private static void assertSameAsUnknown(BackEnd by, String what, UUID foreign, String body) {
    var asForeign = call(by, what, foreign, body);
    assertThat(asForeign.status()).as(what).isEqualTo(404);
    assertThat(asForeign.body()).isEqualTo(call(by, what, UUID.randomUUID(), body).body());
  }

  @Test
  void P14_no_list_shows_foreign_rows() {
    for (var path :
        List.of(
            "/api/v1/grants",
            "/api/v1/grants?provider=" + provider,
            "/api/v1/providers",
            "/api/v1/connect-links",
            "/api/v1/api-keys",
            "/api/v1/bulk-acts",
            "/api/v1/members",
            "/api/v1/overview",
            "/api/v1/hand-overs",
            "/api/v1/notices",
            "/api/v1/notices?state=over&limit=200",
            "/api/v1/notice-addresses",
            "/api/v1/views",
            "/api/v1/settings",
            "/api/v1/policy",
            "/api/v1/audit-events?limit=200",
            "/api/v1/audit-events/export",
            "/api/v1/audit-events/checkpoints",
            "/api/v1/audit-events/feed?limit=200",
            "/api/v1/webhooks",
            "/api/v1/audit-events?grant=" + grant,
            "/api/v1/audit-events?provider=" + provider)) {
      var answer = globex.get(path);
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.body()).as(path).doesNotContain("Over the API").doesNotContain("ada@");
    }
  }

  @Test
  void a_key_for_one_provider_sees_and_reaches_no_other() {
    var one = keyFor(provider);
    assertThat(one.get("/api/v1/grants/" + grant).status()).isEqualTo(200);
    assertThat(one.get("/api/v1/grants/" + grant + "/access-token").status()).isEqualTo(200);
    for (var path :
        List.of(
            "GET /api/v1/grants/%s",
            "GET /api/v1/grants/%s/access-token",
            "GET /api/v1/grants/%s/forward/api.example.com/v1",
            "POST /api/v1/grants/%s/refresh")) {
      var asOther = call(one, path, otherGrant);
      assertThat(asOther.status()).as(path).isEqualTo(404);
      assertThat(asOther.body()).isEqualTo(call(one, path, UUID.randomUUID()).body());
    }
    assertThat(one.get("/api/v1/providers/" + otherProvider).status()).isEqualTo(404);
    assertThat(one.get("/api/v1/providers").items()).hasSize(1);
    assertThat(one.get("/api/v1/grants?limit=200").items())
        .isNotEmpty()
        .allSatisfy(item -> assertThat(item).containsEntry("provider", provider.toString()));
    assertThat(one.get("/api/v1/grants?provider=" + otherProvider).items()).isEmpty();
    assertThat(one.get("/api/v1/audit-events?limit=200").items())
        .isNotEmpty()
        .allSatisfy(item -> assertThat(item).containsEntry("provider", provider.toString()));
    assertThat(one.get("/api/v1/audit-events?provider=" + otherProvider).items()).isEmpty();
    var foreign =
        acme.get("/api/v1/audit-events?limit=1&provider=" + otherProvider)
            .items()
            .getFirst()
            .get("number");
    assertThat(one.get("/api/v1/audit-events/" + foreign).status()).isEqualTo(404);
  }

  @Test
  void P14_among_several_tokens_a_foreign_grant_is_as_one_that_nobody_has() {
    for (var by : List.of(globex, keyFor(provider))) {
      var foreign = by == globex ? grant : otherGrant;
      var unknown = UUID.randomUUID();
      var path = "/api/v1/access-tokens?grant=" + foreign + "&grant=" + unknown;
      var answer = by.get(path);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.items()).extracting("token").containsOnlyNulls();
      var ids = answer.items().stream().map(item -> item.get("grant")).toList();
      assertThat(ids).isEqualTo(List.of(foreign.toString(), unknown.toString()));
      var problems = answer.items().stream().map(item -> item.get("problem")).toList();
      assertThat(problems.getFirst()).isNotNull().isEqualTo(problems.getLast());
    }
    var mixed = "/api/v1/access-tokens?grant=" + otherGrant + "&grant=" + grant;
    var items = keyFor(provider).get(mixed).items();
    assertThat(items.getFirst().get("token")).isNull();
    assertThat(items.getLast().get("token")).isNotNull();
  }

  @Test
  void a_key_for_one_provider_takes_no_part_in_what_concerns_the_whole_log() {
    var one = keyFor(otherProvider);
    for (var path :
        List.of(
            "/api/v1/audit-events/export",
            "/api/v1/audit-events/checkpoints",
            "/api/v1/audit-retention",
            "/api/v1/audit-verifications",
            "/api/v1/legal-holds")) {
      assertThat(one.get(path).status()).as(path).isEqualTo(403);
      assertThat(one.get(path).problem()).as(path).isEqualTo("one-provider-only");
    }
  }

  @Test
  void pages_follow_their_cursor_to_the_end_without_a_gap_or_a_double() {
    // of a provider that nobody else asks: a grant that moves while it is paged may be missed
    var paged = admin.registerDemo("Over the API, in pages", stack.provider(), MODE);
    var theirs =
        Stream.of("ada", "ben", "chen")
            .map(owner -> admin.connect(paged, stack.provider(), owner).toString())
            .toList();
    var seen = new HashSet<Object>();
    var path = "/api/v1/grants?limit=1&provider=" + paged;
    var cursor = "";
    for (var i = 0; i < theirs.size(); i++) {
      var page = acme.get(path + cursor);
      assertThat(page.items()).hasSize(1);
      assertThat(seen.add(page.items().getFirst().get("id"))).isTrue();
      assertThat(page.text("next").equals("null")).isEqualTo(seen.size() == theirs.size());
      cursor = "&cursor=" + page.text("next");
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(theirs);
    var first = acme.get("/api/v1/audit-events?limit=3");
    var second = acme.get("/api/v1/audit-events?limit=3&cursor=" + first.text("next"));
    assertThat(number(second.items().getFirst())).isLessThan(number(first.items().getLast()));
  }

  private static long number(Map<String, Object> event) {
    return ((Number) java.util.Objects.requireNonNull(event.get("number"))).longValue();
  }

  private BackEnd keyFor(UUID only) {
    var fields =
        Map.of(
            "name", "only " + only + ", " + UUID.randomUUID(),
            "provider", only.toString(),
            "scope-read", "on",
            "scope-token", "on",
            "scope-forward", "on",
            "scope-manage", "on",
            "scope-audit", "on");
    var made = admin.press(admin.get("/keys/new"), "create", fields);
    return new BackEnd(
        stack.base(), new ApiKeySecret(made.document().select("#key-secret").text()));
  }

  private static BackEnd.Answer call(BackEnd by, String what, UUID id) {
    var parts = what.formatted(id).split(" ", 2);
    return by.call(parts[0], parts[1], request -> request);
  }

  private static BackEnd.Answer call(BackEnd by, String what, UUID id, String json) {
    var parts = what.formatted(id).split(" ", 2);
    return by.call(
        parts[0],
        parts[1],
        request ->
            request
                .header("Content-Type", "application/json")
                .method(parts[0], BodyPublishers.ofString(json)));
  }

  /** All that the headers tell, but the time and what is left of the quota. */
  private static Map<String, List<String>> told(BackEnd.Answer answer) {
    var told = new TreeMap<>(answer.headers().map());
    told.remove("date");
    told.remove("ratelimit");
    // which request is the last of a connection is the server's affair
    told.remove("connection");
    return told;
  }
}

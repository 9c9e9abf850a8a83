package io.evergrant.it.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.BackEnd.Answer;
import io.evergrant.testkit.FrontEnd;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.Zeros;
import io.evergrant.testkit.demo.ApiCall;
import io.evergrant.testkit.demo.DemoProvider;
import io.evergrant.testkit.demo.LedgerEntry;
import io.evergrant.testkit.process.Until;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Calls of a provider's API through the portal, from the address to what the API saw. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForwardIT {
  private static final String MODE = "api-forward";
  private static final String APP = "https://app.example.com";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Above the heap of the portal, which is a gigabyte. */
  private static final long MUCH = 1_100L * 1024 * 1024;

  private final Stack stack = Stack.shared();
  private final DemoProvider demo = stack.provider();
  private final BackEnd acme = new BackEnd(stack.base(), stack.seed().acme().apiKey());
  private final FrontEnd page = new FrontEnd(stack.base());
  private final String api = demo.base().getAuthority() + "/api/";
  private Visitor admin = new Visitor(stack.base());
  private UUID provider = new UUID(0, 0);
  private UUID grant = new UUID(0, 0);

  @BeforeAll
  void a_provider_with_an_api_and_a_grant() {
    admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    provider = register(MODE);
    grant = admin.connect(provider, demo, "ada");
  }

  private UUID register(String mode) {
    demo.settings(mode, Map.of("access_life_s", 3_600));
    var made = admin.registerDemo("With an API, " + mode, demo, mode);
    var hosts = put(acme, made, "{\"hosts\":[\"" + demo.base() + "\"]}");
    assertThat(hosts.status()).as(hosts.body()).isEqualTo(200);
    return made;
  }

  @Test
  void P13_a_page_with_a_key_reads_the_api_and_gets_no_token() {
    var ticket = mint(byKey());
    assertThat(ticket.text("token_type")).isEqualTo("DPoP");
    assertThat(Integer.parseInt(ticket.text("expires_in"))).isEqualTo(900);
    assertThat(ticket.text("forward")).isEqualTo(stack.base() + path(""));
    assertThat(ticket.header("Cache-Control")).isEqualTo("no-store");
    var answer =
        page.call(
            "GET",
            ticket.text("ticket"),
            to("me?q=secret-question"),
            request ->
                request
                    .header("Cookie", "evergrant=of-the-portal")
                    .header("Origin", APP)
                    .header("X-Forwarded-For", "192.0.2.1")
                    .header("X-Mine", "1"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.text("sub")).isEqualTo("ada");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(APP);
    assertThat(answer.header("Proxy-Status")).isEqualTo("evergrant; received-status=200");
    assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"ticket\";q=100;w=5");
    var seen = seen().getLast();
    assertThat(seen.target()).isEqualTo("/api/" + MODE + "/me?q=secret-question");
    assertThat(seen.token()).startsWith("at_");
    assertThat(seen.field("X-Mine")).isEqualTo("1");
    for (var name : List.of("DPoP", "Cookie", "Origin", "X-Forwarded-For")) {
      assertThat(seen.field(name)).as(name).isEmpty();
    }
    assertThat(answer.body() + answer.headers()).doesNotContain(seen.token());
    var event = events("call_forwarded").getFirst();
    assertThat(event).containsEntry("actor", "api_key:demo");
    assertThat(event.toString())
        .contains(ticket.text("id"), "method=GET", "status=200", api + MODE + "/me")
        .doesNotContain("secret-question")
        .doesNotContain(seen.token())
        .doesNotContain(ticket.text("ticket"));
  }

  @Test
  void P13_a_cookie_works_for_the_pages_of_its_origin_alone() {
    var ticket = mint("{\"origin\":\"" + APP + "\"}");
    assertThat(ticket.text("token_type")).isEqualTo("Cookie");
    var cookie = ticket.text("set_cookie");
    assertThat(cookie)
        .startsWith("__Secure-evergrant-ticket=egt_")
        .contains("; Path=" + path("/") + ";", "; Secure", "; HttpOnly", "; SameSite=Strict")
        .contains("; Max-Age=900");
    var sent = cookie.substring(0, cookie.indexOf(';'));
    var answer = stranger("GET", to("me"), r -> r.header("Cookie", sent).header("Origin", APP));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(APP);
    assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
    var before = seen().size();
    var without = stranger("GET", to("me"), r -> r.header("Cookie", sent));
    assertThat(without.problem()).isEqualTo("ticket-too-narrow");
    for (var origin : List.of("null", "https://evil.example", APP + ":444")) {
      var other = stranger("GET", to("me"), r -> r.header("Cookie", sent).header("Origin", origin));
      assertThat(other.status()).isEqualTo(403);
      assertThat(other.problem()).isEqualTo("ticket-too-narrow");
      assertThat(other.header("Access-Control-Allow-Origin")).isEmpty();
    }
    assertThat(page.get(ticket.text("ticket"), to("me")).status()).isEqualTo(403);
    assertThat(seen()).as("what the provider was asked meanwhile").hasSize(before);
  }

  /** A browser names no origin to its own one. */
  @Test
  void P13_a_cookie_works_for_a_page_of_the_portals_own_origin() {
    var cookie = mint("{\"origin\":\"" + stack.base() + "\"}").text("set_cookie");
    var sent = cookie.substring(0, cookie.indexOf(';'));
    for (var method : List.of("GET", "HEAD")) {
      var answer =
          stranger(
              method,
              to("me"),
              r -> r.header("Cookie", sent).header("Sec-Fetch-Site", "same-origin"));
      assertThat(answer.status()).as(method).isEqualTo(200);
    }
    for (var site : List.of("same-site", "cross-site", "none")) {
      var other =
          stranger("GET", to("me"), r -> r.header("Cookie", sent).header("Sec-Fetch-Site", site));
      assertThat(other.problem()).as(site).isEqualTo("ticket-too-narrow");
    }
  }

  @Test
  void P13_a_ticket_goes_no_further_than_its_methods_and_paths() {
    var ticket =
        mint("{\"dpop_jkt\":\""
                + page.thumbprint()
                + "\",\"methods\":[\"GET\"],\"paths\":[\""
                + api
                + MODE
                + "/me\"]}")
            .text("ticket");
    assertThat(page.get(ticket, to("me")).status()).isEqualTo(200);
    var before = seen().size();
    for (var method : List.of("POST", "PUT", "PATCH", "DELETE", "HEAD")) {
      var answer = page.call(method, ticket, to("me"), request -> request);
      assertThat(answer.status()).as(method).isEqualTo(403);
    }
    var override =
        page.call("POST", ticket, to("me"), r -> r.header("X-HTTP-Method-Override", "GET"));
    assertThat(override.status()).isEqualTo(403);
    for (var what : List.of("mean", "other", "", "me%2f..%2fother", "me/..;/other", "ME")) {
      var answer = page.get(ticket, to(what));
      assertThat(answer.status()).as(what).isIn(400, 403, 404);
    }
    assertThat(seen()).as("what the provider was asked meanwhile").hasSize(before);
  }

  @Test
  void P13_a_proof_is_good_once_and_for_one_call() {
    var ticket = mint(byKey()).text("ticket");
    var proof = page.proof("GET", ticket, to("me"));
    UnaryOperator<HttpRequest.Builder> shown =
        r -> r.header("Authorization", "DPoP " + ticket).header("DPoP", proof);
    assertThat(stranger("GET", to("me"), shown).status()).isEqualTo(200);
    var again = stranger("GET", to("me"), shown);
    assertThat(again.status()).isEqualTo(401);
    assertThat(again.problem()).isEqualTo("proof-refused");
    assertThat(again.header("WWW-Authenticate")).contains("error=\"invalid_dpop_proof\"");
    var thief = new FrontEnd(stack.base());
    assertThat(thief.get(ticket, to("me")).problem()).isEqualTo("proof-refused");
    var bare = stranger("GET", to("me"), r -> r.header("Authorization", "DPoP " + ticket));
    assertThat(bare.problem()).isEqualTo("proof-refused");
    var bearer = stranger("GET", to("me"), r -> r.header("Authorization", "Bearer " + ticket));
    assertThat(bearer.problem()).isEqualTo("key-unknown");
  }

  @Test
  void P13_a_page_whose_clock_is_off_is_served_once_by_each_proof_up_to_five_minutes() {
    var ticket = mint(byKey()).text("ticket");
    for (var off : List.of(Duration.ofMinutes(4), Duration.ofMinutes(-4))) {
      var shown = withProof(ticket, Instant.now().plus(off));
      assertThat(stranger("GET", to("me"), shown).status()).as("%s off", off).isEqualTo(200);
      assertThat(stranger("GET", to("me"), shown).problem()).isEqualTo("proof-refused");
    }
    for (var off : List.of(Duration.ofMinutes(6), Duration.ofMinutes(-6))) {
      var shown = withProof(ticket, Instant.now().plus(off));
      assertThat(stranger("GET", to("me"), shown).problem())
          .as("%s off", off)
          .isEqualTo("proof-refused");
    }
  }

  private UnaryOperator<HttpRequest.Builder> withProof(String ticket, Instant at) {
    var proof = page.proof("GET", ticket, to("me"), at);
    return r -> r.header("Authorization", "DPoP " + ticket).header("DPoP", proof);
  }

  @Test
  void P13_a_ticket_opens_nothing_but_the_calls_of_its_grant() {
    var ticket = mint(byKey()).text("ticket");
    var other = admin.connect(provider, demo, "ben");
    for (var path :
        List.of(
            "/api/v1/grants",
            "/api/v1/grants/" + grant,
            "/api/v1/grants/" + grant + "/access-token",
            "/api/v1/grants/" + grant + "/forward",
            "/api/v1/grants/" + grant + "/forward/../access-token",
            "/api/v1/grants/" + grant + "/forward/%2e%2e/access-token",
            "/api/v1/grants/" + grant + "/forward;x/../access-token",
            "/api/v1/grants/" + other + "/forward/" + api + MODE + "/me",
            "/api/v1/audit-events",
            "/grants")) {
      var answer = page.get(ticket, path);
      assertThat(answer.status()).as(path).isIn(303, 400, 401, 404);
      assertThat(answer.body()).as(path).doesNotContain("access_token");
    }
    var minted = page.call("POST", ticket, "/api/v1/grants/" + grant + "/tickets", r -> r);
    assertThat(minted.status()).isEqualTo(401);
  }

  @Test
  void P13_a_ticket_ends_with_its_time_and_its_page_is_told() {
    var ticket = mint("{\"life_seconds\":1,\"dpop_jkt\":\"" + page.thumbprint() + "\"}");
    var secret = ticket.text("ticket");
    Until.holds("it ends", PATIENCE, () -> page.get(secret, to("me")).status() == 401);
    var answer = page.call("GET", secret, to("me"), r -> r.header("Origin", APP));
    assertThat(answer.problem()).isEqualTo("ticket-ended");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(APP);
    assertThat(acme.post(tickets(), "application/json", json("{\"life_seconds\":901}")).status())
        .isEqualTo(422);
  }

  @Test
  void P13_a_ticket_ends_with_the_key_that_minted_it() {
    var name = "of a front end " + UUID.randomUUID();
    var made =
        admin.press(admin.get("/keys/new"), "create", Map.of("name", name, "scope-forward", "on"));
    var key = new ApiKeySecret(made.document().select("#key-secret").text());
    var ticket =
        new BackEnd(stack.base(), key)
            .post(tickets(), "application/json", json(byKey()))
            .text("ticket");
    assertThat(page.get(ticket, to("me")).status()).isEqualTo(200);
    var keyPage = made.document().select("main a.btn.main").attr("href");
    admin.press(admin.get(keyPage), "revoke", Map.of());
    assertThat(page.get(ticket, to("me")).problem()).isEqualTo("ticket-ended");
  }

  @Test
  void a_browser_asks_first_and_only_the_tickets_origin_may_go_on() {
    mint("{\"origin\":\"https://asks.example\"}");
    UnaryOperator<HttpRequest.Builder> asks =
        r ->
            r.header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "authorization,dpop");
    var good =
        stranger("OPTIONS", to("me"), r -> asks.apply(r).header("Origin", "https://asks.example"));
    assertThat(good.status()).isEqualTo(204);
    assertThat(good.header("Access-Control-Allow-Origin")).isEqualTo("https://asks.example");
    assertThat(good.header("Access-Control-Allow-Headers")).isEqualTo("authorization,dpop");
    assertThat(good.header("Access-Control-Allow-Methods")).contains("PUT");
    var elsewhere = "/api/v1/grants/" + grant + "/access-token";
    assertThat(
            stranger(
                    "OPTIONS",
                    elsewhere,
                    r -> asks.apply(r).header("Origin", "https://asks.example"))
                .status())
        .isEqualTo(401);
    var unknown = "/api/v1/grants/" + UUID.randomUUID() + "/forward/" + api + "x";
    var refused =
        stranger("OPTIONS", unknown, r -> asks.apply(r).header("Origin", "https://asks.example"));
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void a_back_end_with_the_scope_calls_without_a_ticket() {
    var answer = acme.get(to("me"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.text("sub")).isEqualTo("ada");
    var head = acme.call("HEAD", to("me"), request -> request);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(answer.body().length()));
    assertThat(seen().getLast().method()).isEqualTo("HEAD");
    var reader =
        admin.press(
            admin.get("/keys/new"),
            "create",
            Map.of("name", "reads " + UUID.randomUUID(), "scope-token", "on"));
    var key = new ApiKeySecret(reader.document().select("#key-secret").text());
    var refused = new BackEnd(stack.base(), key).get(to("me"));
    assertThat(refused.problem()).isEqualTo("scope-missing");
    assertThat(refused.text("scope")).isEqualTo("forward");
  }

  @Test
  void a_back_end_is_told_where_the_owner_consents_and_a_page_is_not() {
    var mode = MODE + "-revoked";
    var mine = admin.connect(register(mode), demo, "ben");
    var me = "/api/v1/grants/" + mine + "/forward/" + api + mode + "/me";
    var tickets = "/api/v1/grants/" + mine + "/tickets";
    var ticket = acme.post(tickets, "application/json", json(byKey())).text("ticket");
    demo.revoke(mode, "ben");
    acme.post("/api/v1/grants/" + mine + "/refresh");
    var refused = acme.get(me);
    assertThat(refused.status()).as(refused.body()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("grant-not-active");
    assertThat(refused.text("consent_link")).startsWith(stack.base() + "/connect/");
    var shown = page.get(ticket, me);
    assertThat(shown.problem()).isEqualTo("grant-not-active");
    assertThat(shown.json()).doesNotContainKey("consent_link");
  }

  @Test
  void a_token_that_the_api_refuses_is_refreshed_and_the_call_repeated_once() {
    var mode = MODE + "-refusing";
    var at = register(mode);
    var mine = admin.connect(at, demo, "chen");
    var path = "/api/v1/grants/" + mine + "/forward/" + api + mode;
    var connected = System.nanoTime();
    assertThat(acme.get(path + "/me").status()).isEqualTo(200);
    demo.refuseSeenTokens(mode);
    assertThat(acme.get(path + "/me").status()).as("a new token is not to blame").isEqualTo(401);
    assertThat(refreshes(mode)).isZero();
    Until.holds(
        "the token is no longer new",
        PATIENCE,
        () -> System.nanoTime() - connected > Duration.ofSeconds(11).toNanos());
    var answer = acme.post(path + "/sink", "text/plain", json("once more"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.text("bytes")).isEqualTo("9");
    assertThat(refreshes(mode)).isEqualTo(1);
    var calls = demo.apiCalls(mode);
    var last = calls.getLast();
    var before = calls.get(calls.size() - 2);
    assertThat(last.token()).isNotEqualTo(before.token());
    assertThat(last.target()).isEqualTo(before.target());
    assertThat(acme.get(path + "/forbidden").status()).as("its own no").isEqualTo(401);
    assertThat(refreshes(mode)).as("no refresh at each no").isEqualTo(1);
  }

  @Test
  void P13_nothing_comes_back_that_speaks_for_our_site_or_tells_the_token() {
    var ticket = mint(byKey()).text("ticket");
    var answer = page.get(ticket, to("chatty"));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("X-Kept")).isEqualTo("yes");
    assertThat(answer.header("Location")).isEqualTo(demo.base() + "/elsewhere");
    assertThat(answer.headers().allValues("Link"))
        .containsExactly("<" + demo.base() + "/api/" + MODE + "/chatty?page=2>; rel=\"next\"");
    assertThat(answer.header("Content-Type")).isEqualTo("text/html");
    assertThat(answer.headers().allValues("Content-Security-Policy"))
        .containsExactly("default-src 'none'; frame-ancestors 'none'; sandbox");
    assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    for (var name :
        List.of("Set-Cookie", "X-Debug", "WWW-Authenticate", "Access-Control-Allow-Origin")) {
      assertThat(answer.headers().firstValue(name)).as(name).isEmpty();
    }
  }

  @Test
  void calls_go_to_registered_hosts_and_to_public_addresses_alone() {
    var unregistered = acme.get(path("/api.example.com/v1"));
    assertThat(unregistered.problem()).isEqualTo("api-host-unknown");
    assertThat(unregistered.json().get("hosts")).isEqualTo(List.of(demo.base().toString()));
    var at = register(MODE + "-inside");
    var mine = admin.connect(at, demo, "ada");
    assertThat(put(acme, at, "{\"hosts\":[\"https://169.254.169.254\"]}").status()).isEqualTo(200);
    var inside = acme.get("/api/v1/grants/" + mine + "/forward/169.254.169.254/latest/meta-data");
    assertThat(inside.status()).isEqualTo(502);
    assertThat(inside.problem()).isEqualTo("api-not-reached");
    for (var host :
        List.of("http://api.example.com", "https://api.example.com/v1", "ftp://x", "api")) {
      var refused = put(acme, at, "{\"hosts\":[\"" + host + "\"]}");
      assertThat(refused.status()).as(host).isEqualTo(422);
    }
    assertThat(acme.get("/api/v1/providers/" + at + "/api-hosts").json().get("hosts"))
        .isEqualTo(List.of("https://169.254.169.254"));
    assertThat(put(acme, at, "{\"hosts\":[]}").status()).isEqualTo(200);
    assertThat(put(acme, at, "{}").status()).isEqualTo(422);
  }

  @Test
  void bodies_longer_than_the_heap_stream_both_ways() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var up =
          threads.submit(
              () ->
                  http.send(
                      authorized(to("sink"))
                          .PUT(BodyPublishers.ofInputStream(() -> new Zeros(MUCH)))
                          .build(),
                      BodyHandlers.ofString()));
      var down =
          threads.submit(
              () -> {
                var got =
                    http.send(
                        authorized(to("source?" + MUCH)).build(), BodyHandlers.ofInputStream());
                try (var body = got.body()) {
                  return body.transferTo(OutputStream.nullOutputStream());
                }
              });
      assertThat(down.get()).isEqualTo(MUCH);
      assertThat(up.get().statusCode()).isEqualTo(200);
      assertThat(JSONObjectUtils.parse(up.get().body())).containsEntry("bytes", MUCH);
    }
  }

  private HttpRequest.Builder authorized(String path) {
    return HttpRequest.newBuilder(stack.base().resolve(path))
        .header("Authorization", "Bearer " + stack.seed().acme().apiKey().reveal());
  }

  private Answer mint(String wish) {
    var answer = acme.post(tickets(), "application/json", json(wish));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private String byKey() {
    return "{\"dpop_jkt\":\"" + page.thumbprint() + "\"}";
  }

  private String tickets() {
    return "/api/v1/grants/" + grant + "/tickets";
  }

  private String path(String rest) {
    return "/api/v1/grants/" + grant + "/forward" + rest;
  }

  private String to(String what) {
    return path("/" + api + MODE + "/" + what);
  }

  private Answer stranger(String method, String path, UnaryOperator<HttpRequest.Builder> more) {
    return BackEnd.send(
        stack.base(), path, r -> more.apply(r.method(method, BodyPublishers.noBody())));
  }

  private static Answer put(BackEnd by, UUID provider, String body) {
    return by.call(
        "PUT",
        "/api/v1/providers/" + provider + "/api-hosts",
        request ->
            request
                .header("Content-Type", "application/json")
                .method("PUT", BodyPublishers.ofString(body)));
  }

  private List<Map<String, Object>> events(String type) {
    return acme.get("/api/v1/audit-events?limit=1&type=" + type + "&grant=" + grant).items();
  }

  private List<ApiCall> seen() {
    return demo.apiCalls(MODE);
  }

  private long refreshes(String mode) {
    return demo.ledger(mode).stream()
        .filter(entry -> entry.kind().equals("refresh_token"))
        .filter(LedgerEntry::accepted)
        .count();
  }

  private static byte[] json(String text) {
    return text.getBytes(UTF_8);
  }
}

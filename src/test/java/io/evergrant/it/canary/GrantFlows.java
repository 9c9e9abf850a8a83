package io.evergrant.it.canary;

import static io.evergrant.it.canary.House.done;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.FrontEnd;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.canary.Canaries;
import io.evergrant.testkit.demo.Seeded;
import io.evergrant.testkit.process.Until;
import io.evergrant.testkit.wire.Interference;
import io.evergrant.testkit.wire.Interference.Answer;
import io.evergrant.testkit.wire.Interference.Pass;
import io.evergrant.testkit.wire.Interference.ResetAfter;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import net.minidev.json.JSONObject;
import net.minidev.json.JSONValue;

/** Client secrets and tokens: how they come, are used, go wrong, and leave. */
final class GrantFlows {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final House house;
  private final String secret;
  private List<Seeded> seeds = List.of();

  GrantFlows(House house) {
    this.house = house;
    secret = house.canaries.add("ClientSecret", "a client secret", Canaries.madeUp());
    house.demo.client(house.clientId, secret);
  }

  void run() {
    registration();
    consent();
    refreshes();
    imports();
    badAnswers();
    sealedImport();
    handOver();
    tokens();
    anotherSecret();
    clientThatSigns();
  }

  private void registration() {
    house.ids.put("provider", house.register("Canaries", Map.of("client_secret", secret)));
    var post = Map.of("client_secret", secret, "token_endpoint_auth_method", "client_secret_post");
    house.ids.put("other", house.register("Canaries, too", post));
    var typed = house.canaries.add("ClientSecret", "a form of a provider", Canaries.madeUp());
    var refused =
        house.ina.press(
            house.ina.get("/providers/new"),
            "register",
            Map.of("name", "", "clientId", "x", "clientSecret", typed));
    assertThat(refused.path()).isEqualTo("/providers/new");
    var body = new JSONObject(Map.of("name", 7, "client_id", "x", "client_secret", secret));
    assertThat(house.json("POST", "/api/v1/providers", body).status()).isEqualTo(422);
    house.api("POST", "/api/v1/providers", "{\"client_secret\":\"" + typed.replace("\"", ""));
  }

  private void consent() {
    var provider = house.id("provider");
    house.flow(
        "a consent", () -> house.ids.put("grant", house.connect(provider, "ada", "a consent")));
    house.flow(
        "a consent, once more",
        () -> house.ids.put("dead", house.connect(house.id("other"), "ben", "a consent")));
    house.flow(
        "a staged test",
        () -> house.ina.press(house.ina.get("/providers/" + provider), "test", Map.of()));
    var code = house.canaries.add("AuthorizationCode", "a foreign callback", Canaries.madeUp());
    var state = house.canaries.add("OneTimeSecret", "a foreign callback", Canaries.madeUp());
    house.ina.callback("code=" + encoded(code) + "&state=" + encoded(state));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private void refreshes() {
    house.flow("a refresh", () -> done(house.api("POST", grant("refresh"), "")));
    assertThat(house.demo.revoke(House.MODE, "ben")).isPositive();
    house.flow(
        "a refused refresh",
        () ->
            assertThat(house.api("POST", "/api/v1/grants/" + house.id("dead") + "/refresh", ""))
                .extracting(answer -> answer.status())
                .isEqualTo(409));
  }

  private String grant(String what) {
    return "/api/v1/grants/" + house.id("grant") + "/" + what;
  }

  /** What another program held: well written, and not. */
  private void imports() {
    seeds = house.demo.seed(House.MODE, house.clientId, 9, House.SCOPE);
    seeds.forEach(one -> house.canaries.add("RefreshToken", "an import", one.refreshToken()));
    imported(row(0, house.id("provider")), "application/json");
    imported(
        "provider,external_id,refresh_token\n%s,csv,%s\n"
            .formatted(house.id("provider"), seeds.get(1).refreshToken()),
        "text/csv");
    var lost = house.canaries.add("RefreshToken", "an import", Canaries.madeUp());
    var quoted = JSONValue.escape(lost);
    for (var bad :
        List.of(
            "[{\"token\":{\"refresh_token\":\"" + quoted,
            "[{\"token\":{\"refresh_token\":[\"" + quoted + "\"]}}]",
            "[{\"token\":\"" + quoted + "\"}]",
            "[{\"provider\":\"" + quoted + "\",\"token\":{\"refresh_token\":\"" + quoted + "\"}}]",
            quoted)) {
      var answer =
          house.api("POST", "/api/v1/grants/import", bad, "Content-Type", "application/json");
      house.hears("an import that is not taken", answer.body());
    }
  }

  private String row(int seed, UUID provider) {
    return "[{\"provider\":\"%s\",\"external_id\":\"s-%d\",\"token\":{\"refresh_token\":\"%s\"}}]"
        .formatted(provider, seed, seeds.get(seed).refreshToken());
  }

  private UUID imported(String rows, String type) {
    var path = "/api/v1/grants/import?mode=rows";
    var answer = done(house.api("POST", path, rows, "Content-Type", type));
    house.hears("the report of an import", answer.body());
    return UUID.fromString(String.valueOf(answer.items().getFirst().get("grant")));
  }

  /**
   * A provider that repeats what it was sent, wherever it can. One for each way, because after a
   * few such answers a provider is left to rest, whoever comes next.
   */
  private void badAnswers() {
    var grants = new ArrayList<UUID>();
    house.flow(
        "a refresh whose answer is bad",
        () -> {
          for (var seed : List.of(2, 3, 4, 5, 6)) {
            grants.add(badlyAnswered(seed));
          }
        });
    house.ids.put("bad", grants.getFirst());
  }

  private UUID badlyAnswered(int seed) {
    var name = "Canaries answered badly " + seed;
    var provider = house.register(name, Map.of("client_secret", secret));
    var token = seeds.get(seed).refreshToken();
    var what = bad(seed, token + " of " + JSONValue.escape(secret));
    var rule =
        house.wire.on(
            sent -> sent.text().contains(token), struck -> struck == 0 ? what : new Pass());
    var grant = imported(row(seed, provider), "application/json");
    house.api("POST", "/api/v1/grants/" + grant + "/refresh", "");
    // the timer may have been the first to refresh what was imported
    Until.holds("a bad answer was given to " + name, PATIENCE, () -> rule.struck() > 0);
    house.hears("GET grant", house.api("GET", "/api/v1/grants/" + grant, "").body());
    return grant;
  }

  private static Interference bad(int seed, String words) {
    return switch (seed) {
      case 2 -> new Answer(400, "{\"error\":\"x\",\"error_description\":\"" + words + "\"}");
      case 3 -> new Answer(500, "<p>" + words + "</p>");
      case 4 -> new Answer(200, "{\"access_token\":[\"" + words + "\"]}");
      case 5 -> new Answer(200, "{\"refresh_token\":\"" + words);
      default -> new ResetAfter();
    };
  }

  private void sealedImport() {
    house.ina.press(
        house.ina.get("/settings"),
        "allow",
        Map.of("sealed_import", "on", "sealed_hand_over", "on"));
    var key = object(house.ina.send("/grants/import/key", "application/json", "").body());
    var rows = row(7, house.id("provider"));
    var sealed = Sealing.seal(key.getAsString("spki"), key.getAsString("context"), rows);
    var query = "?format=json&mode=rows&key=" + key.getAsString("key");
    house.ina.exchange("/grants/import/sealed" + query, "application/octet-stream", sealed);
    assertThat(house.ina.get("/grants/import/report").text()).contains("1");
    house.canaries.add("RefreshToken", "a sealed import", seeds.get(7).refreshToken());
    // the same key once more
    house.ina.exchange("/grants/import/sealed" + query, "application/octet-stream", sealed);
    house.ina.get("/grants/import/report");
  }

  private static JSONObject object(String json) {
    return (JSONObject) JSONValue.parse(json);
  }

  private void handOver() {
    try {
      var reader = Sealing.newReader();
      var spki = Base64.getEncoder().encodeToString(reader.getPublic().getEncoded());
      var wish = Map.of("grant", house.id("grant").toString(), "reason", "we move", "spki", spki);
      var body = JSONObject.toJSONString(wish);
      var asked = object(house.ina.send("/hand-overs/ask", "application/json", body).body());
      var id = asked.getAsString("id");
      house.ids.put("handOver", UUID.fromString(id));
      house.bo.press(house.bo.get("/hand-overs/" + id), "approve", Map.of());
      var sealed = new AtomicReference<>(new byte[0]);
      Until.holds(
          "no refresh is under way",
          PATIENCE,
          () -> {
            var path = "/hand-overs/mine?id=" + id;
            sealed.set(house.ina.exchange(path, "application/json", new byte[0]));
            return sealed.get().length > Sealing.WRAPPED;
          });
      var token = Sealing.open(reader.getPrivate(), asked.getAsString("context"), sealed.get());
      house.canaries.add("RefreshToken", "a hand-over", token);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("what was handed over could not be opened", e);
    }
  }

  private void several() {
    var two = "?grant=" + house.id("dead") + "&grant=" + house.id("grant");
    var items = done(house.api("GET", "/api/v1/access-tokens" + two, "")).items();
    var token = (Map<?, ?>) Objects.requireNonNull(items.getLast().get("token"));
    house.canaries.add(
        "AccessToken", "several access tokens", String.valueOf(token.get("access_token")));
  }

  /** Access tokens that are given out, and tickets in their place. */
  private void tokens() {
    var got = done(house.api("GET", grant("access-token"), ""));
    house.canaries.add("AccessToken", "an access token", got.text("access_token"));
    several();
    var hosts = "{\"hosts\":[\"" + house.demo.base() + "\"]}";
    done(house.api("PUT", "/api/v1/providers/" + house.id("provider") + "/api-hosts", hosts));
    var page = new FrontEnd(house.stack.base());
    var bound = "{\"dpop_jkt\":\"" + page.thumbprint() + "\"}";
    var ticket =
        house.canaries.add(
            "TicketSecret",
            "a ticket",
            done(house.api("POST", grant("tickets"), bound)).text("ticket"));
    var cookie =
        done(house.api("POST", grant("tickets"), "{\"origin\":\"https://app.example\"}"))
            .text("set_cookie");
    house.canaries.add(
        "TicketSecret", "a ticket", cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')));
    var api = grant("forward/" + house.demo.base().getAuthority() + "/api/" + House.MODE + "/");
    forwarded(page, ticket, api, "me");
    forwarded(page, ticket, api, "chatty");
    house.demo.refuseSeenTokens(House.MODE);
    // a token that was issued a moment ago is not to blame
    house.flow(
        "a forwarded call",
        () ->
            Until.holds(
                "a call is repeated with a newer token",
                Duration.ofSeconds(30),
                () -> page.get(ticket, api + "me").status() == 200));
    // afterwards: where it is refused as well no other 401 brings a new token for a while
    forwarded(page, ticket, api, "forbidden");
    var wrong = house.canaries.add("TicketSecret", "a wrong ticket", "egt_" + Canaries.madeUp(40));
    house.hears("a wrong ticket", page.get(wrong, api + "me").body());
  }

  private void forwarded(FrontEnd page, String ticket, String api, String what) {
    var answer = page.get(ticket, api + what);
    house.hears("a forwarded call", answer.body() + answer.headers().map());
    for (var method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
      var own = house.api(method, api + what, "");
      house.hears("a forwarded call", own.body() + own.headers().map());
    }
  }

  private void anotherSecret() {
    var page = "/providers/" + house.id("other");
    var typed = house.canaries.add("ClientSecret", "a replaced secret", Canaries.madeUp());
    house.ina.press(
        house.ina.get(page), "replace-secret", Map.of("clientSecret", typed, "overlap", "24"));
    var sent = house.canaries.add("ClientSecret", "a replaced secret", Canaries.madeUp());
    var path = "/api/v1/providers/" + house.id("other") + "/client-secret";
    done(put(path, Map.of("client_secret", sent, "overlap", 600)));
    assertThat(put(path, Map.of("client_secret", secret, "overlap", "x")).status()).isEqualTo(422);
    // refused with the newest, and then with the one before
    house.flow(
        "a replaced secret",
        () -> {
          var grant = imported(row(8, house.id("other")), "application/json");
          house.api("POST", "/api/v1/grants/" + grant + "/refresh", "");
        });
  }

  private BackEnd.Answer put(String path, Map<String, ?> body) {
    return house.api(
        "PUT",
        path,
        JSONObject.toJSONString(body),
        "Content-Type",
        "application/json",
        "If-Match",
        "*");
  }

  /** The demo provider knows no such client: that it was asked, and with what, is enough. */
  private void clientThatSigns() {
    var signing =
        house.register(
            "Canaries that sign", Map.of("token_endpoint_auth_method", "private_key_jwt"));
    house.ids.put("signing", signing);
    done(house.api("POST", "/api/v1/providers/" + signing + "/client-keys", ""));
    var other = house.demo.seed(House.MODE, house.clientId, 1, House.SCOPE).getFirst();
    house.canaries.add("RefreshToken", "an import", other.refreshToken());
    seeds = List.of(other);
    var grant = imported(row(0, signing), "application/json");
    house.flow(
        "a client that signs",
        () -> {
          house.api("POST", "/api/v1/grants/" + grant + "/refresh", "");
          Until.holds(
              "a client has signed",
              PATIENCE,
              () ->
                  house.wire.exchanges().stream()
                      .anyMatch(one -> one.request().contains("client_assertion=")));
        });
  }

  /** Somebody with a consent link, at the provider and back. */
  static void followLink(House house, String secret) {
    var stranger = new Visitor(house.stack.base()).onPage(house::hears);
    var page = stranger.get("/connect/" + secret);
    var way = stranger.out(page);
    house.canaries.add("OneTimeSecret", "a consent link", House.parameter(way, "state"));
    house.flow(
        "a consent by a link", () -> stranger.comeBackFrom(way, house.demo, "chen", "allow"));
  }
}

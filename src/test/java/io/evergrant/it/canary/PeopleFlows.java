package io.evergrant.it.canary;

import static io.evergrant.it.canary.House.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.Inbox;
import io.evergrant.testkit.Inbox.Reply;
import io.evergrant.testkit.Seed.Login;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.Visitor.Page;
import io.evergrant.testkit.canary.Canaries;
import io.evergrant.testkit.process.RandomSecret;
import io.evergrant.testkit.process.Until;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Passwords, keys and links: of people, of back ends, of receivers. */
final class PeopleFlows {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final House house;

  PeopleFlows(House house) {
    this.house = house;
  }

  /** First: nobody is in yet, and there is no key. */
  void begin() {
    var environment = house.stack.stores().environment();
    for (var key : List.of("EVERGRANT_DB_PASSWORD", "EVERGRANT_VAULT_SECRET_ID")) {
      house.canaries.add("configuration", "the configuration", environment.get(key));
    }
    house.tenant.admins().forEach(login -> password("a sign-in", login.password()));
    var wrong = password("a wrong password", Canaries.madeUp());
    var typed = Map.of("email", house.tenant.admins().getFirst().email(), "password", wrong);
    house.ina.press(house.ina.get("/login"), "sign-in", typed);
    house.ina.signIn(house.tenant.admins().getFirst());
    house.bo.signIn(house.tenant.admins().getLast());
    cookies(house.ina);
    cookies(house.bo);
    house.works(new BackEnd(house.stack.base(), new ApiKeySecret(keyOfAPage())));
  }

  private String password(String flow, String password) {
    return house.canaries.add("Password", flow, password);
  }

  private void cookies(Visitor visitor) {
    assertThat(visitor.cookies()).isNotEmpty();
    visitor.cookies().stream()
        .filter(value -> value.length() > 20)
        .forEach(value -> house.canaries.add("session", "a session", value));
  }

  private String keyOfAPage() {
    var fields = new HashMap<>(Map.of("name", "canaries"));
    for (var scope : ApiScope.values()) {
      fields.put("scope-" + scope.code(), "on");
    }
    var made = house.ina.press(house.ina.get("/keys/new"), "create", fields);
    return key("a key of a page", made.document().select("#key-secret").text());
  }

  private String key(String flow, String secret) {
    return house.canaries.add("ApiKeySecret", flow, secret);
  }

  void run() {
    keys();
    people();
    peopleByRest();
    links();
    webhooks();
  }

  private void keys() {
    var path = "/api/v1/api-keys";
    var made =
        done(
            house.api(
                "POST", path, "{\"name\":\"by rest\",\"scopes\":[\"read\"],\"expires_in\":3600}"));
    house.ids.put("key", UUID.fromString(made.text("id")));
    key("a key by rest", made.text("secret"));
    var rotate = path + "/" + made.text("id") + "/rotate";
    var rotated = done(house.api("POST", rotate, "{\"generation\":1,\"overlap\":600}"));
    key("a rotated key", rotated.text("secret"));
    for (var wrong : List.of("eg_" + RandomSecret.password().repeat(2), Canaries.madeUp())) {
      var stranger = new BackEnd(house.stack.base(), new ApiKeySecret(wrong));
      key("a wrong key", wrong);
      assertThat(house.api(stranger, "GET", "/api/v1/grants", "").status()).isEqualTo(401);
    }
    done(house.api("DELETE", path + "/" + made.text("id"), ""));
    var old = new BackEnd(house.stack.base(), new ApiKeySecret(rotated.text("secret")));
    assertThat(house.api(old, "GET", "/api/v1/grants", "").status()).isEqualTo(401);
  }

  private void people() {
    var email = "cara@" + house.tenant.id() + ".example";
    var invited =
        house.ina.press(
            house.ina.get("/members/new"),
            "invite",
            Map.of("email", email, "name", "Cara", "role", "AUDITOR"));
    var secret = link("an invitation", invited);
    var chosen = password("a chosen password", Canaries.madeUp());
    var cara = new Visitor(house.stack.base()).onPage(house::hears);
    var page = cara.get("/activate/" + secret);
    var other = password("a chosen password", Canaries.madeUp());
    cara.press(page, "set-password", Map.of("password", chosen, "again", other));
    cara.press(page, "set-password", Map.of("password", chosen, "again", chosen));
    cara.signIn(new Login(email, chosen));
    cookies(cara);
    var member = invited.document().select("main a.btn.main").attr("href");
    house.ids.put("member", UUID.fromString(member.substring(member.lastIndexOf('/') + 1)));
    link("another password", house.ina.press(house.ina.get(member), "renew-link", Map.of()));

    var olga = new Visitor(house.stack.base()).onPage(house::hears);
    password("a sign-in", house.stack.seed().operator().password());
    olga.signIn(house.stack.seed().operator());
    cookies(olga);
    var slug = "canaries-" + UUID.randomUUID().toString().substring(0, 8);
    var organisation =
        olga.press(
            olga.get("/operator/organisations/new"),
            "create",
            Map.of("name", "Canaries", "slug", slug, "email", "ada@" + slug + ".example"));
    link("an organisation", organisation);
    var its = organisation.document().select("main a.btn.main").attr("href");
    olga.get(its);
    olga.get("/operator");
  }

  private void peopleByRest() {
    var path = "/api/v1/members";
    var invited =
        done(house.json("POST", path, Map.of("email", "dan@" + house.tenant.id() + ".example")));
    link("an invitation by rest", invited.text("link"));
    var renew = path + "/" + invited.text("id") + "/password-link";
    link("another link by rest", done(house.api("POST", renew, "", "If-Match", "*")).text("link"));
    var kept = done(house.json("POST", "/api/v1/views", Map.of("name", "Broken", "q", "ada")));
    house.ids.put("view", UUID.fromString(kept.text("id")));
  }

  private String link(String flow, Page page) {
    return link(flow, page.document().select("#one-time-link").text());
  }

  private String link(String flow, String address) {
    var secret = address.substring(address.lastIndexOf('/') + 1);
    return house.canaries.add("OneTimeSecret", flow, secret);
  }

  private void links() {
    var wish = Map.of("provider", house.id("provider").toString(), "external_id", "customer-9");
    var made = done(house.json("POST", "/api/v1/connect-links", wish));
    house.ids.put("link", UUID.fromString(made.text("id")));
    var secret = URI.create(made.text("url")).getPath().substring("/connect/".length());
    house.canaries.add("OneTimeSecret", "a consent link", secret);
    GrantFlows.followLink(house, secret);
    var wrong = house.canaries.add("OneTimeSecret", "a wrong link", Canaries.madeUp(43));
    new Visitor(house.stack.base()).onPage(house::hears).get("/connect/" + wrong);

    var act = Map.of("act", "link", "grants", List.of(house.id("grant").toString()));
    var asked = done(house.json("POST", "/api/v1/bulk-acts", act));
    house.ids.put("act", UUID.fromString(asked.text("id")));
    var path = "/api/v1/bulk-acts/" + asked.text("id");
    Until.holds(
        "links are made", PATIENCE, () -> house.api("GET", path, "").text("state").equals("done"));
    // not heard: it is there to be sent to owners
    var quiet = Visitor.signedIn(house.stack.base(), house.tenant.admins().getLast());
    cookies(quiet);
    var csv = quiet.get("/bulk-acts/" + asked.text("id") + "/links.csv").body();
    var address = csv.lines().skip(1).findFirst().orElseThrow(() -> new AssertionError(csv));
    house.canaries.add(
        "OneTimeSecret", "a campaign", address.replaceAll(".*/connect/([^,\"]+).*", "$1"));
    assertThat(done(house.api("GET", path + "/links", "")).items())
        .as("the same by REST")
        .singleElement()
        .satisfies(item -> assertThat(address).contains(String.valueOf(item.get("url"))));
  }

  private void webhooks() {
    try (var inbox = new Inbox()) {
      var wish =
          Map.of("name", "canaries", "url", inbox.url().toString(), "events", List.of("api_key.*"));
      var made = done(house.json("POST", "/api/v1/webhooks", wish));
      var secret = webhook("a webhook", made.text("secret"));
      var path = "/api/v1/webhooks/" + made.text("id");
      house.ids.put("webhook", UUID.fromString(made.text("id")));
      inbox.answer(message -> new Reply(400, "no, " + secret + " " + message.signature));
      done(house.api("POST", path + "/test", ""));
      done(
          house.api(
              "POST",
              "/api/v1/api-keys",
              "{\"name\":\"told\",\"scopes\":[\"read\"],\"expires_in\":3600}"));
      Until.holds("it was refused", PATIENCE, () -> inbox.all().size() >= 2);
      var message = inbox.all().getLast();
      house.ids.put("delivery", new UUID(0, message.number()));
      Until.holds(
          "it is written down",
          PATIENCE,
          () -> house.api("GET", path + "/deliveries/" + message.number(), "").status() == 200);
      house.api("POST", path + "/deliveries/" + message.number() + "/resend", "");
      var rotated = done(house.api("POST", path + "/rotate-secret", "{\"generation\":1}"));
      webhook("a rotated webhook", rotated.text("secret"));
      var again =
          house.ina.press(
              house.ina.get("/webhooks/" + made.text("id")), "rotate", Map.of("overlap", "24"));
      webhook("a rotated webhook", again.document().select("#webhook-secret").text());
    }
  }

  private String webhook(String flow, String secret) {
    return house.canaries.add("WebhookSecret", flow, secret);
  }

  /** All of the log as files, of every format, by links that are good for whoever has them. */
  void exports() {
    for (var format : List.of("jsonl", "csv", "ocsf")) {
      var made = done(house.json("POST", "/api/v1/audit-exports", Map.of("format", format)));
      var path = "/api/v1/audit-exports/" + made.text("id");
      house.ids.put("export", UUID.fromString(made.text("id")));
      Until.holds(
          "an export is ready",
          PATIENCE,
          () -> {
            signHeads();
            return house.api("GET", path, "").text("state").equals("ready");
          });
      var url = URI.create(done(house.api("POST", path + "/links", "")).text("url"));
      var secret = url.getPath().substring("/export/".length());
      house.canaries.add("OneTimeSecret", "a download", secret);
      var stranger = new Visitor(house.stack.base());
      var file = stranger.get(url.getPath());
      assertThat(file.body()).as(format).contains("tokens_imported");
      house.hears("an export as " + format, file.body());
      house.hears("a manifest", stranger.get(url.getPath() + "/manifest").body());
    }
    var shared =
        house.ina.press(house.ina.get("/audit/exports/" + house.id("export")), "share", Map.of());
    var address = shared.document().select("#address").text();
    house.canaries.add(
        "OneTimeSecret", "a download", address.substring(address.lastIndexOf('/') + 1));
  }

  /** Nobody waits a minute for a checkpoint. */
  private void signHeads() {
    try (var connection = house.stack.stores().postgres().superuser("evergrant");
        var statement =
            connection.prepareStatement(
                """
                UPDATE audit_sequencer SET unsigned_since = eg_now() - interval '2 minutes'
                WHERE tenant_id = ? AND linked > signed
                """)) {
      statement.setObject(1, house.tenant.id());
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}

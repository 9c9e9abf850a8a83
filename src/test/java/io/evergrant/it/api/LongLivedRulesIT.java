package io.evergrant.it.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.BackEnd.Answer;
import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.demo.DemoProvider;
import io.evergrant.testkit.process.Until;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A provider whose refresh tokens never change: it is seen, and rules make it stricter. Each test
 * has an organisation of its own, since such grants are counted.
 */
class LongLivedRulesIT {
  private static final String MODE = "long-lived";
  private static final String IMPORT = "/api/v1/grants/import";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Stack stack = Stack.shared();
  private final DemoProvider demo = stack.provider();
  private final OwnTenant house = OwnTenant.in(stack, 2);
  private final Visitor ina = Visitor.signedIn(stack.base(), house.admins().getFirst());
  private final Visitor bo = Visitor.signedIn(stack.base(), house.admins().getLast());
  private BackEnd key = new BackEnd(stack.base(), new ApiKeySecret("none yet"));
  private UUID provider = new UUID(0, 0);
  private UUID grant = new UUID(0, 0);

  @BeforeEach
  void a_grant_whose_token_stays_the_same() {
    demo.settings(MODE, Map.of("access_life_s", 3_600, "rotates", false, "reuse", "NOTHING"));
    var typed =
        Map.of("name", "all", "scope-read", "on", "scope-manage", "on", "scope-audit", "on");
    var made = ina.press(ina.get("/keys/new"), "create", typed);
    var secret = made.document().select("#key-secret").text();
    key = new BackEnd(stack.base(), new ApiKeySecret(secret));
    provider = ina.registerDemo("Staying", demo, MODE);
    grant = ina.connect(provider, demo, "chen");
    refresh();
    Until.holds("it was seen", PATIENCE, () -> grant().text("rotation").equals("never"));
  }

  @Test
  void P10_a_token_that_never_changed_is_on_the_overview_and_found_from_there() {
    var tile = ina.get("/").document().select("a.tile[href='/grants?rotation=never']");
    assertThat(tile.select("b").text()).isEqualTo("1");
    assertThat(ina.get("/grants?rotation=never").body()).contains("/grants/" + grant);
    assertThat(ina.get("/grants?rotation=always").body()).doesNotContain("/grants/" + grant);
    assertThat(ina.get("/providers/" + provider).document().select("#long-lived a").attr("href"))
        .isEqualTo("/grants?provider=%s&rotation=never".formatted(provider));
    assertThat(key.get("/api/v1/grants?rotation=never").items()).hasSize(1);
    assertThat(key.get("/api/v1/grants?rotation=sometimes").items()).isEmpty();
    assertThat(key.get("/api/v1/grants?rotation=seldom").status()).isEqualTo(400);
  }

  @Test
  void P10_tokens_are_not_imported_where_the_provider_refuses_them() {
    var seeded = demo.seed(MODE, DemoProvider.CLIENT_ID, 1, "openid offline_access").getFirst();
    var row =
        "[{\"provider\":\"%s\",\"external_id\":\"c-1\",\"token\":{\"refresh_token\":\"%s\"}}]"
            .formatted(provider, seeded.refreshToken());
    rule("\"refuses_import\":true");
    var refused = key.post(IMPORT, Sent.JSON, row.getBytes(UTF_8));
    assertThat(refused.status()).as(refused.body()).isEqualTo(422);
    assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
    assertThat(refused.body())
        .contains("\"field\":\"provider\"", "import_refused", "takes no imported tokens")
        .doesNotContain(seeded.refreshToken());
    assertThat(key.get("/api/v1/grants?q=c-1").items()).isEmpty();

    rule("\"refuses_import\":false");
    assertThat(key.post(IMPORT, Sent.JSON, row.getBytes(UTF_8)).text("imported")).isEqualTo("1");
  }

  @Test
  void P10_a_token_is_not_handed_over_where_the_provider_refuses_it() {
    var settings = ina.get("/settings");
    var box = Objects.requireNonNull(settings.document().getElementById("sealed_hand_over"));
    ina.press(settings, "allow", Map.of(box.attr("name"), box.attr("value")));
    var asked = ask();
    assertThat(asked.status()).as(asked.text()).isEqualTo(200);
    var wish = asked.text().replaceAll(".*\"id\":\"([0-9a-f-]{36})\".*", "$1");

    rule("\"refuses_hand_over\":true");
    assertThat(ask().text()).isEqualTo("{\"why\":\"provider_refuses\"}");
    assertThat(ina.get("/grants/" + grant).document().getElementById("hand-over")).isNull();
    var page = ina.get("/grants/" + grant + "/hand-over");
    assertThat(page.text()).contains("No refresh token of Staying is handed over");
    assertThat(page.document().getElementById("ask")).isNull();
    bo.press(bo.get("/hand-overs/" + wish), "approve", Map.of());
    assertThat(bo.get("/hand-overs/" + wish).text()).contains("Waits for a second admin");

    rule("\"refuses_hand_over\":false");
    bo.press(bo.get("/hand-overs/" + wish), "approve", Map.of());
    rule("\"refuses_hand_over\":true");
    var fetched = ina.send("/hand-overs/mine?id=" + wish, Sent.JSON, "");
    assertThat(fetched.status()).isEqualTo(409);
    assertThat(fetched.text()).isEqualTo("{\"why\":\"provider_refuses\"}");
    rule("\"refuses_hand_over\":false");
  }

  @Test
  void P10_the_rules_are_in_the_file_and_wrong_ones_are_told_by_their_field() {
    rule("\"consent_days\":400");
    assertThat(key.get("/api/v1/providers.yaml").body()).contains("consent_days: 400\n");
    assertThat(ina.get("/providers/" + provider).document().select("#consent-days").text())
        .isEqualTo("Renewed every 400 days");
    var wrong = change("\"consent_days\":3651");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("\"#/policy/consent_days\"", "1 to 3650");
    var events = key.get("/api/v1/audit-events?limit=200");
    assertThat(events.status()).as(events.body()).isEqualTo(200);
    assertThat(events.items())
        .filteredOn(event -> "provider_changed".equals(event.get("type")))
        .anyMatch(event -> event.toString().matches("(?s).*consent_days\\W+400\\b.*"));
    rule("\"consent_days\":null");
  }

  @Test
  void P10_a_consent_that_is_to_be_renewed_is_lost_without_a_request() {
    var other = ina.connect(provider, demo, "ada");
    run(
        "UPDATE oauth_grant SET refreshes = 1, consented_at = eg_now() - interval '31 days'",
        other);
    var before = askedFor("ada");
    rule("\"consent_days\":30");
    // for a second the node goes by what it read of a provider that it has just asked
    Until.within(Duration.ofMillis(1_200), () -> false);
    assertThat(ina.get("/grants/" + other).document().select("#deadlines").text())
        .contains("Consent is to be renewed", "30d, by the rule that an admin set");
    assertThat(key.post("/api/v1/grants/" + other + "/refresh").status()).isLessThan(500);
    Until.holds(
        "it needs consent",
        PATIENCE,
        () -> key.get("/api/v1/grants/" + other).text("status").equals("needs_consent"));
    assertThat(key.get("/api/v1/grants/" + other).text("status_cause")).isEqualTo("renewal_due");
    assertThat(ina.get("/grants/" + other).text())
        .contains("for such tokens the provider’s settings");
    assertThat(grant().text("status")).as("its consent is young").isEqualTo("active");
    assertThat(askedFor("ada")).as("nothing was asked").isEqualTo(before);
    rule("\"consent_days\":null");
  }

  private long askedFor(String account) {
    return demo.ledger(MODE).stream().filter(entry -> account.equals(entry.account())).count();
  }

  private void run(String statement, UUID of) {
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var changed = connection.prepareStatement(statement + " WHERE id = ?")) {
      changed.setObject(1, of);
      assertThat(changed.executeUpdate()).isEqualTo(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void refresh() {
    ina.press(ina.get("/grants/" + grant), "refresh", Map.of());
  }

  private Answer grant() {
    return key.get("/api/v1/grants/" + grant);
  }

  private void rule(String member) {
    var changed = change(member);
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
  }

  private Answer change(String member) {
    var path = "/api/v1/providers/" + provider;
    return Sent.patch(key, path, "{\"policy\":{" + member + "}}", key.get(path).header("ETag"));
  }

  private Visitor.Page ask() {
    var wish =
        "{\"grant\":\"%s\",\"reason\":\"a test\",\"spki\":\"%s\"}".formatted(grant, publicKey());
    return ina.send("/hand-overs/ask", Sent.JSON, wish);
  }

  private static String publicKey() {
    try {
      var pairs = KeyPairGenerator.getInstance("RSA");
      pairs.initialize(3_072);
      return Base64.getEncoder().encodeToString(pairs.generateKeyPair().getPublic().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.evergrant.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.keycloak.Keycloak;
import io.evergrant.testkit.keycloak.KeycloakVisitor;
import io.evergrant.testkit.process.Until;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Keycloak, strict: each refresh token is good once, and a reused one kills the session. */
class KeycloakRefreshIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration A_LOOK = Duration.ofMillis(500);

  private static final Keycloak KEYCLOAK = Keycloak.shared();

  private final Stack stack = Stack.shared();
  private final Visitor admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());

  @Test
  void P01_ten_refreshes_by_the_timer_none_lost_and_both_logs_agree() {
    var before = refreshes();
    var refused = refused();
    var told = stack.portal().process().output().length();
    var grant = connect(register("Keycloak", Map.of()));
    assertThat(Until.within(PATIENCE, A_LOOK, () -> refreshes() >= before + 10))
        .as("ten refreshes in time")
        .isTrue();

    pause(grant);
    assertThat(refused()).isEqualTo(refused);
    assertThat(count(RENEWED, grant)).isEqualTo(refreshes() - before);
    assertThat(count(OTHER_ENDS, grant)).as("nothing but successes in our log").isZero();
    assertThat(stack.portal().process().output().substring(told))
        .as("a refresh that goes well is no warning in the server's log")
        .doesNotContain("javax.enterprise.resource.jta");

    KEYCLOAK.admin().endSessions(Keycloak.USER);
    admin.press(admin.get("/grants/" + grant), "resume", Map.of());
    Until.holds("the grant needs consent", PATIENCE, () -> count(NEEDS_CONSENT, grant) == 1);
    assertThat(refused()).as("invalid_grant is asked for once").isEqualTo(refused + 1);
  }

  /**
   * Keycloak asks for keys that it does not know every ten seconds at most: whoever signs with a
   * new one before is refused.
   */
  @Test
  void a_client_that_signs_is_known_by_its_published_keys_over_a_change_of_them() {
    var provider =
        register(
            "Keycloak, signing",
            Map.of("clientId", "signing", "clientAuthentication", "PRIVATE_KEY_JWT"));
    var page = admin.get(provider);
    var jwks = Objects.requireNonNull(page.document().getElementById("jwks-uri"), page.text());
    KEYCLOAK
        .admin()
        .addSigningClient(
            "signing", URI.create(jwks.text()), stack.base().resolve("/oauth/callback"));
    var grant = connect(provider);
    Until.holds("it is refreshed", PATIENCE, () -> count(RENEWED, grant) >= 1);

    admin.press(admin.get(provider), "make-key", Map.of());
    admin.press(admin.get(provider), "use-key", Map.of());
    var renewed = count(RENEWED, grant);
    Until.holds("it is refreshed on", PATIENCE, () -> count(RENEWED, grant) >= renewed + 2);
    pause(grant);
    assertThat(count(OTHER_ENDS, grant)).as("nothing but successes in our log").isZero();
    assertThat(admin.get(provider).document().select("#client-keys li")).hasSize(2);
  }

  private void pause(UUID grant) {
    admin.press(admin.get("/grants/" + grant), "pause", Map.of());
    Until.holds("no attempt is under way", PATIENCE, () -> count(OPEN, grant) == 0);
  }

  private static final String OPEN =
      "SELECT count(*) FROM refresh_attempt WHERE open AND grant_id = '%s'";
  private static final String RENEWED =
      """
      SELECT count(*) FROM audit_event
      WHERE terminal AND type = 'refresh_ended' AND outcome = 'renewed' AND grant_id = '%s'
      """;
  private static final String OTHER_ENDS =
      "SELECT count(*) FROM audit_event WHERE terminal AND outcome <> 'renewed' AND grant_id ="
          + " '%s'";
  private static final String NEEDS_CONSENT =
      "SELECT count(*) FROM oauth_grant WHERE status = 'NEEDS_CONSENT' AND id = '%s'";

  /** The path of its page. */
  private String register(String name, Map<String, String> more) {
    var typed = Map.of("issuer", KEYCLOAK.issuer().toString(), "name", name);
    var filled = admin.press(admin.get("/providers/new"), "discover", typed);
    var all = new HashMap<String, String>();
    all.put("name", name);
    all.put("clientId", Keycloak.CLIENT_ID);
    all.put("clientSecret", Keycloak.CLIENT_SECRET);
    all.put("scope", "openid");
    all.putAll(more);
    var registered = admin.press(filled, "register", all);
    return "/providers/" + Visitor.idOf(registered, "/providers/");
  }

  /** Its metadata offer pushed authorization requests: the way out leads over our own door. */
  private UUID connect(String provider) {
    var wayOut = admin.press(admin.get(provider), "connect", Map.of());
    var leaves = admin.leave(wayOut);
    assertThat(leaves.getQuery()).contains("request_uri=").doesNotContain("code_challenge");
    var back = new KeycloakVisitor().authorize(leaves, Keycloak.USER, Keycloak.USER_PASSWORD);
    return Visitor.idOf(admin.callback(back.getRawQuery()), "/grants/");
  }

  private static long refreshes() {
    return KEYCLOAK.admin().count("REFRESH_TOKEN");
  }

  private static long refused() {
    return KEYCLOAK.admin().count("REFRESH_TOKEN_ERROR");
  }

  private static long count(String sql, UUID grant) {
    try (var connection = Stack.shared().stores().postgres().superuser("evergrant");
        var statement = connection.createStatement();
        var found = statement.executeQuery(sql.formatted(grant))) {
      found.next();
      return found.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}

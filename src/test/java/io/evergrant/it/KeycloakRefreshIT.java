package io.evergrant.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.keycloak.Keycloak;
import io.evergrant.testkit.keycloak.KeycloakVisitor;
import io.evergrant.testkit.process.Until;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keycloak, strict: each refresh token is good once, and a reused one kills the session. */
class KeycloakRefreshIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration A_LOOK = Duration.ofMillis(500);

  @TempDir private Path folder;

  @Test
  void P01_ten_refreshes_by_the_timer_none_lost_and_both_logs_agree() {
    try (var keycloak = Keycloak.start(folder.resolve("keycloak"))) {
      var stack = Stack.shared();
      var admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
      var grant = connect(admin, keycloak);
      assertThat(Until.within(PATIENCE, A_LOOK, () -> refreshes(keycloak) >= 10))
          .as("ten refreshes in time")
          .isTrue();

      admin.press(admin.get("/grants/" + grant), "pause", Map.of());
      Until.holds("no attempt is under way", PATIENCE, () -> count(OPEN, grant) == 0);
      assertThat(keycloak.admin().count("REFRESH_TOKEN_ERROR")).isZero();
      assertThat(count(RENEWED, grant)).isEqualTo(refreshes(keycloak));
      assertThat(count(OTHER_ENDS, grant)).as("nothing but successes in our log").isZero();
      assertThat(stack.portal().process().log())
          .as("a refresh that goes well is no warning in the server's log")
          .content()
          .doesNotContain("javax.enterprise.resource.jta");

      keycloak.admin().endSessions(Keycloak.USER);
      admin.press(admin.get("/grants/" + grant), "resume", Map.of());
      Until.holds("the grant needs consent", PATIENCE, () -> count(NEEDS_CONSENT, grant) == 1);
      assertThat(keycloak.admin().count("REFRESH_TOKEN_ERROR"))
          .as("invalid_grant is asked for once")
          .isEqualTo(1);
    }
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

  private static UUID connect(Visitor admin, Keycloak keycloak) {
    var typed = Map.of("issuer", keycloak.issuer().toString(), "name", "Keycloak");
    var filled = admin.press(admin.get("/providers/new"), "discover", typed);
    var registered =
        admin.press(
            filled,
            "register",
            Map.of(
                "name",
                "Keycloak",
                "clientId",
                Keycloak.CLIENT_ID,
                "clientSecret",
                Keycloak.CLIENT_SECRET,
                "scope",
                "openid"));
    var wayOut = admin.press(registered, "connect", Map.of());
    var link = wayOut.document().selectFirst("#way-out");
    var back =
        new KeycloakVisitor()
            .authorize(
                URI.create(Objects.requireNonNull(link, wayOut.text()).attr("href")),
                Keycloak.USER,
                Keycloak.USER_PASSWORD);
    return Visitor.idOf(admin.callback(back.getRawQuery()), "/grants/");
  }

  private static long refreshes(Keycloak keycloak) {
    return keycloak.admin().count("REFRESH_TOKEN");
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

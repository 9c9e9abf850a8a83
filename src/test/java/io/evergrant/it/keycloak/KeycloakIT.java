package io.evergrant.it.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.keycloak.Answer;
import io.evergrant.testkit.keycloak.Keycloak;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A provider that nobody here wrote, with strict rotation: its log and ours must agree. */
class KeycloakIT {
  private static final Keycloak KEYCLOAK = Keycloak.shared();

  /** The ground of what follows: if Keycloak were lenient, a lost token would not be seen. */
  @Test
  void a_spent_refresh_token_is_refused_and_takes_its_successor_along() {
    var refused = KEYCLOAK.admin().count("REFRESH_TOKEN_ERROR");
    var first = login().text("refresh_token");
    var second = refresh(first).text("refresh_token");

    assertThat(refresh(first).text("error")).isEqualTo("invalid_grant");
    assertThat(refresh(second).text("error")).isEqualTo("invalid_grant");
    assertThat(KEYCLOAK.admin().count("REFRESH_TOKEN_ERROR")).isEqualTo(refused + 2);
  }

  private static Answer login() {
    return token(
        Map.of(
            "grant_type",
            "password",
            "username",
            Keycloak.USER,
            "password",
            Keycloak.USER_PASSWORD,
            "scope",
            "openid"));
  }

  private static Answer refresh(String token) {
    return token(Map.of("grant_type", "refresh_token", "refresh_token", token));
  }

  private static Answer token(Map<String, String> fields) {
    var all = new HashMap<>(fields);
    all.put("client_id", Keycloak.CLIENT_ID);
    all.put("client_secret", Keycloak.CLIENT_SECRET);
    return Answer.posted(KEYCLOAK.tokenEndpoint(), all);
  }
}

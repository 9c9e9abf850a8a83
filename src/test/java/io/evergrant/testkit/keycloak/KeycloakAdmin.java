package io.evergrant.testkit.keycloak;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.minidev.json.JSONObject;

/** What an administrator of the realm reads and does, over Keycloak's admin REST API. */
public final class KeycloakAdmin {
  private final URI base;
  private final String realm;
  private final String user;
  private final String password;

  KeycloakAdmin(URI base, String realm, String user, String password) {
    this.base = base;
    this.realm = realm;
    this.user = user;
    this.password = password;
  }

  /** Everything the realm logged, the oldest first. */
  public List<KeycloakEvent> events() {
    return ask(HttpRequest.newBuilder(path("/events?max=10000"))).objects().stream()
        .map(KeycloakAdmin::event)
        .sorted(Comparator.comparing(KeycloakEvent::time))
        .toList();
  }

  /** How many events of that type the realm logged. */
  public long count(String type) {
    return events().stream().filter(event -> event.type().equals(type)).count();
  }

  /**
   * Registers a client that signs (RFC 7523), whose keys are fetched, and whose authorization
   * requests have to be pushed (RFC 9126).
   */
  public void addSigningClient(String clientId, URI jwks, URI redirect) {
    var client =
        """
        {
          "clientId": "%s",
          "protocol": "openid-connect",
          "publicClient": false,
          "clientAuthenticatorType": "client-jwt",
          "standardFlowEnabled": true,
          "redirectUris": ["%s"],
          "attributes": {
            "use.jwks.url": "true",
            "jwks.url": "%s",
            "pkce.code.challenge.method": "S256",
            "require.pushed.authorization.requests": "true"
          }
        }
        """
            .formatted(clientId, redirect, jwks);
    ask(
        HttpRequest.newBuilder(path("/clients"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(client)));
  }

  /** Ends every session of a user, as an administrator does for a stolen laptop. */
  public void endSessions(String username) {
    var found = ask(HttpRequest.newBuilder(path("/users?exact=true&username=" + username)));
    var id = found.objects().get(0).getAsString("id");
    ask(
        HttpRequest.newBuilder(path("/users/" + id + "/logout"))
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  private Answer ask(HttpRequest.Builder request) {
    var answer = Answer.ask(request.header("Authorization", "Bearer " + token()));
    if (answer.status() >= 300) {
      throw new IllegalStateException(
          "Keycloak refused its administrator: " + answer.status() + " " + answer.body());
    }
    return answer;
  }

  /** A new one for each question: it lives a minute only. */
  private String token() {
    var login =
        Map.of(
            "grant_type",
            "password",
            "client_id",
            "admin-cli",
            "username",
            user,
            "password",
            password);
    return Answer.posted(base.resolve("/realms/master/protocol/openid-connect/token"), login)
        .text("access_token");
  }

  private URI path(String rest) {
    return base.resolve("/admin/realms/" + realm + rest);
  }

  private static KeycloakEvent event(JSONObject json) {
    return new KeycloakEvent(
        Instant.ofEpochMilli(json.getAsNumber("time").longValue()),
        json.getAsString("type"),
        json.getAsString("error"));
  }
}

package io.evergrant.testkit.demo;

import static io.evergrant.testkit.demo.Application.SCOPE;
import static io.evergrant.testkit.demo.Application.error;
import static io.evergrant.testkit.demo.Application.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoProviderTest {
  private final DemoProvider provider = DemoProvider.start(0, null);
  private final Application app = new Application(provider.issuer());
  private final Browser browser = new Browser(provider.base());

  private String lastGrant() {
    return Objects.requireNonNull(provider.ledger().getLast().grant());
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void a_code_flow_with_pkce_ends_in_tokens_of_the_account() throws Exception {
    var callback = browser.authorize(app.asking(SCOPE).build().toURI(), "ada", "allow");
    assertThat(callback)
        .containsEntry("state", "the-state")
        .containsEntry("iss", provider.issuer().toString());

    var tokens = json(app.exchange(callback));
    assertThat(tokens.getAsNumber("expires_in").intValue()).isEqualTo(60);
    assertThat(tokens.getAsString("scope")).isEqualTo(SCOPE);

    var metadata = OIDCProviderMetadata.resolve(new Issuer(provider.issuer()));
    var validator =
        new IDTokenValidator(
            metadata.getIssuer(),
            new ClientID(DemoProvider.CLIENT_ID),
            JWSAlgorithm.RS256,
            metadata.getJWKSetURI().toURL());
    var idToken = JWTParser.parse(tokens.getAsString("id_token"));
    assertThat(validator.validate(idToken, new Nonce("the-nonce")).getSubject().getValue())
        .isEqualTo("ada");

    var userInfo = json(app.userInfo(tokens.getAsString("access_token")));
    assertThat(userInfo).containsEntry("sub", "ada").containsEntry("email", "ada@demo.example");
  }

  @Test
  void every_issuer_has_a_discovery_document_of_its_own() throws Exception {
    for (var mode : new String[] {DemoProvider.STRICT, DemoProvider.NEVER, DemoProvider.GRACE}) {
      var metadata = OIDCProviderMetadata.resolve(new Issuer(provider.issuer(mode)));
      assertThat(metadata.getTokenEndpointURI())
          .isEqualTo(URI.create(provider.issuer(mode) + "/token"));
      assertThat(metadata.supportsAuthorizationResponseIssuerParam()).isTrue();
    }
  }

  @Test
  void a_request_without_pkce_is_refused() {
    var request =
        new AuthorizationRequest.Builder(ResponseType.CODE, new ClientID(DemoProvider.CLIENT_ID))
            .endpointURI(app.at("authorize"))
            .redirectionURI(Application.REDIRECT)
            .scope(Scope.parse(SCOPE))
            .build();
    assertThat(browser.authorize(request.toURI(), "ada", "allow"))
        .containsEntry("error", "invalid_request");
  }

  @Test
  void a_wrong_verifier_redeems_nothing() {
    var callback = browser.authorize(app.asking(SCOPE).build().toURI(), "ada", "allow");
    var other = new Application(app.issuer);
    assertThat(error(other.exchange(callback))).isEqualTo("400 invalid_grant");
  }

  @Test
  void a_code_presented_twice_costs_the_tokens_it_gave() {
    var callback = browser.authorize(app.asking(SCOPE).build().toURI(), "ada", "allow");
    var tokens = json(app.exchange(callback));
    assertThat(error(app.exchange(callback))).isEqualTo("400 invalid_grant");
    assertThat(error(app.refresh(tokens.getAsString("refresh_token"))))
        .isEqualTo("400 invalid_grant");
  }

  @Test
  void denying_sends_access_denied_with_state_and_issuer() {
    assertThat(browser.authorize(app.asking(SCOPE).build().toURI(), "ben", "deny"))
        .containsEntry("error", "access_denied")
        .containsEntry("state", "the-state")
        .containsEntry("iss", provider.issuer().toString());
  }

  @Test
  void an_unknown_scope_is_refused() {
    assertThat(browser.authorize(app.asking("openid everything").build().toURI(), "ada", "allow"))
        .containsEntry("error", "invalid_scope");
  }

  @Test
  void an_address_that_is_not_registered_is_never_redirected_to() {
    for (var redirect :
        new String[] {
          "http://evil.example/oauth/callback",
          "https://portal.example/elsewhere",
          "http://localhost:1/else"
        }) {
      var request = app.asking(SCOPE).redirectionURI(URI.create(redirect)).build().toURI();
      assertThat(browser.get(request).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void without_offline_access_there_is_no_refresh_token_unless_asked_for_otherwise() {
    var plain = browser.authorize(app.asking("openid").build().toURI(), "ada", "allow");
    assertThat(json(app.exchange(plain))).doesNotContainKey("refresh_token");

    var request = app.asking("openid").customParameter("access_type", "offline").build().toURI();
    var offline = browser.authorize(request, "ada", "allow");
    assertThat(json(app.exchange(offline))).containsKey("refresh_token");
  }

  @Test
  void a_wrong_secret_is_the_clients_fault_and_names_the_scheme() {
    var token = app.connect("ada").getAsString("refresh_token");
    app.authentication =
        new ClientSecretBasic(new ClientID(DemoProvider.CLIENT_ID), new Secret("wrong"));
    var answer = app.refresh(token);
    assertThat(error(answer)).isEqualTo("401 invalid_client");
    assertThat(answer.getWWWAuthenticate()).startsWith("Basic ");
    assertThat(provider.ledger().getLast())
        .returns(false, LedgerEntry::accepted)
        .returns("invalid_client", LedgerEntry::error);
  }

  @Test
  void the_secret_may_stand_in_the_form() {
    var token = app.connect("ada").getAsString("refresh_token");
    app.authentication =
        new ClientSecretPost(
            new ClientID(DemoProvider.CLIENT_ID), new Secret(DemoProvider.CLIENT_SECRET));
    assertThat(app.refresh(token).getStatusCode()).isEqualTo(200);
  }

  @Test
  void an_unknown_grant_type_is_refused_as_such() throws Exception {
    var request = new HTTPRequest(HTTPRequest.Method.POST, app.at("token"));
    app.authentication.applyTo(request);
    request.setContentType("application/x-www-form-urlencoded");
    request.setBody("grant_type=urn:example:magic");
    assertThat(error(request.send())).isEqualTo("400 unsupported_grant_type");
  }

  @Test
  void revoking_at_the_account_page_ends_the_grant() {
    var token = app.connect("chen").getAsString("refresh_token");
    browser.revoke("chen", lastGrant());
    assertThat(error(app.refresh(token))).isEqualTo("400 invalid_grant");
  }

  @Test
  void nobody_revokes_the_grant_of_another_account() {
    var token = app.connect("chen").getAsString("refresh_token");
    browser.revoke("ben", lastGrant());
    assertThat(app.refresh(token).getStatusCode()).isEqualTo(200);
  }

  @Test
  void a_form_that_is_not_ours_signs_nobody_in() {
    var answer =
        browser.post(provider.base().resolve("/login"), Map.of("account", "ada", "proof", "x"));
    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void introspection_knows_both_kinds_and_tells_strangers_nothing() {
    var tokens = app.connect("ada");
    var refresh = json(app.introspect(tokens.getAsString("refresh_token")));
    assertThat(refresh).containsEntry("active", true).containsEntry("sub", "ada");
    assertThat(json(app.introspect(tokens.getAsString("access_token"))))
        .containsEntry("active", true);

    app.refresh(tokens.getAsString("refresh_token"));
    assertThat(json(app.introspect(tokens.getAsString("refresh_token"))))
        .containsEntry("active", false);

    provider.client("other", "other-secret");
    app.authentication = new ClientSecretBasic(new ClientID("other"), new Secret("other-secret"));
    assertThat(json(app.introspect(tokens.getAsString("access_token"))))
        .containsEntry("active", false);
  }

  @Test
  void revoking_a_refresh_token_ends_everything_and_rubbish_is_no_error() {
    var tokens = app.connect("ada");
    assertThat(app.revoke("rubbish").getStatusCode()).isEqualTo(200);
    assertThat(app.userInfo(tokens.getAsString("access_token")).getStatusCode()).isEqualTo(200);
    assertThat(app.revoke(tokens.getAsString("refresh_token")).getStatusCode()).isEqualTo(200);
    assertThat(error(app.refresh(tokens.getAsString("refresh_token"))))
        .isEqualTo("400 invalid_grant");
    assertThat(app.userInfo(tokens.getAsString("access_token")).getStatusCode()).isEqualTo(401);
  }

  @Test
  void the_ledger_and_the_settings_are_there_over_http() throws Exception {
    var http = HttpClient.newHttpClient();
    var settings =
        HttpRequest.newBuilder(provider.base().resolve("/admin/settings"))
            .POST(
                BodyPublishers.ofString(
                    "{\"mode\":\"own\",\"access_life_s\":5,\"reports_refresh_life\":true}"))
            .build();
    assertThat(http.send(settings, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    var own = new Application(provider.issuer("own"));
    var tokens = own.connect("ada");
    assertThat(tokens.getAsNumber("expires_in").intValue()).isEqualTo(5);
    assertThat(tokens.getAsNumber("refresh_expires_in").intValue()).isZero();

    var counts = HttpRequest.newBuilder(provider.base().resolve("/ledger/counts?mode=own")).build();
    assertThat(
            Json.parse(http.send(counts, BodyHandlers.ofString()).body())
                .getAsNumber("authorization_code.accepted")
                .intValue())
        .isEqualTo(1);
    var ledger = HttpRequest.newBuilder(provider.base().resolve("/ledger?mode=own")).build();
    assertThat(http.send(ledger, BodyHandlers.ofString()).body())
        .contains(Seal.fingerprint(tokens.getAsString("refresh_token")))
        .doesNotContain(tokens.getAsString("refresh_token"));
  }
}

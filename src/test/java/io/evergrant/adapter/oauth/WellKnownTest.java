package io.evergrant.adapter.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.evergrant.adapter.http.GuardedClient;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.usecase.port.Discovery.Discovered;
import io.evergrant.usecase.port.Discovery.Why;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WellKnownTest {
  private static final String OPENID = "/.well-known/openid-configuration";

  private final Canned server = new Canned();
  private final GuardedClient http = Sample.client();
  private final WellKnown discovery = new WellKnown(http);

  @AfterEach
  void close() {
    server.close();
    http.close();
  }

  @Test
  void openid_metadata_fill_everything_in() {
    server.json(
        "/realm" + OPENID,
        200,
        metadata(
            "/realm",
            """
            ,"introspection_endpoint":"%s","revocation_endpoint":"%s","userinfo_endpoint":"%s",
            "scopes_supported":["openid","offline_access"],
            "token_endpoint_auth_methods_supported":["private_key_jwt","client_secret_post"],
            "authorization_response_iss_parameter_supported":true,
            "pushed_authorization_request_endpoint":"%s",
            "subject_types_supported":["public"],"jwks_uri":"%s"
            """
                .formatted(
                    server.uri("/i"),
                    server.uri("/r"),
                    server.uri("/u"),
                    server.uri("/p"),
                    server.uri("/j"))));
    var issuer = server.uri("/realm");
    assertThat(discovery.discover(issuer))
        .asInstanceOf(type(Discovered.Found.class))
        .satisfies(
            found -> {
              assertThat(found.issuer()).isEqualTo(issuer);
              assertThat(found.endpoints().token()).isEqualTo(server.uri("/t"));
              assertThat(found.endpoints().authorization()).isEqualTo(server.uri("/a"));
              assertThat(found.endpoints().introspection()).isEqualTo(server.uri("/i"));
              assertThat(found.endpoints().revocation()).isEqualTo(server.uri("/r"));
              assertThat(found.endpoints().userinfo()).isEqualTo(server.uri("/u"));
              assertThat(found.scopesSupported()).containsExactly("openid", "offline_access");
              assertThat(found.clientAuthentications())
                  .isEqualTo(
                      List.of(
                          ClientAuthentication.CLIENT_SECRET_POST,
                          ClientAuthentication.PRIVATE_KEY_JWT));
              assertThat(found.endpoints().pushedAuthorization()).isEqualTo(server.uri("/p"));
              assertThat(found.issuerInResponse()).isTrue();
            });
    assertThat(server.questions()).hasSize(1);
  }

  /** RFC 8414 section 3.1: the well-known part stands between host and path. */
  @Test
  void oauth_metadata_are_looked_for_where_their_own_standard_puts_them() {
    server.json("/.well-known/oauth-authorization-server/realm", 200, metadata("/realm", ""));
    assertThat(discovery.discover(server.uri("/realm")))
        .asInstanceOf(type(Discovered.Found.class))
        .satisfies(
            found -> {
              assertThat(found.clientAuthentications())
                  .containsExactly(ClientAuthentication.CLIENT_SECRET_BASIC);
              assertThat(found.endpoints().userinfo()).isNull();
              assertThat(found.issuerInResponse()).isFalse();
            });
  }

  @Test
  void a_front_page_at_every_address_does_not_hide_the_metadata_at_the_other() {
    server
        .answering(OPENID, 200, "text/html", "<!doctype html>")
        .json("/.well-known/oauth-authorization-server", 200, metadata("", ""));
    assertThat(discovery.discover(server.uri(""))).isInstanceOf(Discovered.Found.class);
  }

  @Test
  void an_issuer_is_compared_to_the_letter() {
    server.json(OPENID, 200, metadata("/", ""));
    assertFailed(server.uri(""), Why.OTHER_ISSUER, server.uri("/").toString());
    assertThat(discovery.discover(server.uri("/"))).isInstanceOf(Discovered.Found.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"issuer\":\"x\"", "{\"issuer\":12}"})
  void what_is_no_metadata_document_says_so(String body) {
    server.json(OPENID, 200, body);
    assertFailed(server.uri(""), Why.MALFORMED, OPENID);
  }

  @Test
  void metadata_without_a_token_endpoint_or_with_an_open_one_are_malformed() {
    server.json(
        OPENID,
        200,
        "{\"issuer\":\"%s\",\"authorization_endpoint\":\"%s\"}"
            .formatted(server.uri(""), server.uri("/a")));
    assertFailed(server.uri(""), Why.MALFORMED, "no token endpoint");
    server.json(
        OPENID,
        200,
        metadata("", "").replace(server.uri("/t").toString(), "http://example.org/token"));
    assertFailed(server.uri(""), Why.MALFORMED, "not https");
  }

  @Test
  void nothing_there_names_what_was_tried() {
    assertFailed(server.uri("/x"), Why.NOT_FOUND, "404");
    assertThat(server.questions())
        .extracting(Canned.Question::path)
        .containsExactly("/x" + OPENID, "/.well-known/oauth-authorization-server/x");
  }

  @Test
  void a_redirect_is_not_followed() {
    server.answering(OPENID, 302, "text/plain", server.uri("/elsewhere").toString());
    server.json("/elsewhere", 200, metadata("", ""));
    assertFailed(server.uri(""), Why.NOT_FOUND, "302");
  }

  @Test
  void what_may_not_be_asked_is_not_asked() {
    assertFailed(URI.create("http://example.org"), Why.NOT_HTTPS, "not https");
    assertFailed(URI.create("https://10.0.0.1"), Why.ADDRESS_REFUSED, "10.0.0.1");
    assertFailed(URI.create("https://169.254.169.254"), Why.ADDRESS_REFUSED, "169.254.169.254");
    var closed = server.uri("");
    server.close();
    assertFailed(closed, Why.CONNECT, "127.0.0.1");
  }

  @Test
  void a_document_without_an_end_is_not_read() {
    server.json(OPENID, 200, "{\"x\":\"" + "y".repeat(300_000) + "\"}");
    assertFailed(server.uri(""), Why.MALFORMED, OPENID);
  }

  private void assertFailed(URI issuer, Why why, String detail) {
    assertThat(discovery.discover(issuer))
        .asInstanceOf(type(Discovered.Failed.class))
        .satisfies(
            failed -> {
              assertThat(failed.why()).isEqualTo(why);
              assertThat(failed.detail()).contains(detail);
            });
  }

  private String metadata(String issuerPath, String more) {
    return """
    {"issuer":"%s","authorization_endpoint":"%s","token_endpoint":"%s",
     "response_types_supported":["code"]%s}\
    """
        .formatted(server.uri(issuerPath), server.uri("/a"), server.uri("/t"), more);
  }
}

package io.evergrant.adapter.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.evergrant.adapter.http.GuardedClient;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.secret.IdToken;
import io.evergrant.domain.secret.IssuedTokens;
import io.evergrant.usecase.port.AccountLookup.Looked;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountByClaimsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
  private static final ClientSecrets SECRET = ClientSecrets.of(new ClientSecret("secret"));

  private final Canned server = new Canned();
  private final GuardedClient http = Sample.client();
  private final AccountByClaims accounts = new AccountByClaims(http, Sample.requests(http));

  @AfterEach
  void close() {
    server.close();
    http.close();
  }

  @Test
  void an_id_token_of_this_request_names_the_account() {
    assertThat(look(signed(claims -> claims.claim("email", "ada@example.org"))))
        .isEqualTo(new Looked.Account("s1", "ada@example.org"));
    assertThat(server.questions()).isEmpty();
  }

  /** OpenID Connect Core section 3.1.3.7. */
  @Test
  void an_id_token_of_another_request_is_refused() {
    assertRefused(signed(claims -> claims.issuer("https://evil.example")), "issuer");
    assertRefused(signed(claims -> claims.audience("other")), "another client");
    assertRefused(signed(claims -> claims.claim("azp", "other")), "another client");
    assertRefused(signed(claims -> claims.claim("nonce", "n2")), "nonce");
    assertRefused(signed(claims -> claims.claim("nonce", null)), "nonce");
    assertRefused(signed(claims -> claims.subject(null)), "subject");
    assertRefused(signed(claims -> claims.expirationTime(null)), "ended");
    assertRefused(
        signed(claims -> claims.expirationTime(Date.from(NOW.minusSeconds(121)))), "ended");
    assertRefused("not.a.jwt", "read");
    assertRefused(new PlainJWT(claims(claims -> {})).serialize(), "not signed");
  }

  @Test
  void clocks_may_differ_by_two_minutes() {
    assertThat(look(signed(claims -> claims.expirationTime(Date.from(NOW.minusSeconds(119))))))
        .isInstanceOf(Looked.Account.class);
  }

  /** OpenID Connect Core section 5.3.2. */
  @Test
  void userinfo_gives_the_label_of_the_same_subject_alone() {
    server.json("/userinfo", 200, "{\"sub\":\"s1\",\"name\":\"Ada\"}");
    assertThat(look(signed(claims -> {}))).isEqualTo(new Looked.Account("s1", "Ada"));
    assertThat(server.onlyQuestion().authorization()).isEqualTo("Bearer at");
    server.json("/userinfo", 200, "{\"sub\":\"s2\",\"name\":\"Eve\"}");
    assertThat(look(signed(claims -> {}))).isEqualTo(new Looked.Account("s1", "s1"));
  }

  @Test
  void without_an_id_token_userinfo_tells() {
    server.json("/userinfo", 200, "{\"id\":4711,\"login\":\"ada\"}");
    assertThat(look(null)).isEqualTo(new Looked.Account("4711", "ada"));
  }

  @Test
  void without_userinfo_introspection_tells_if_the_token_is_active() {
    server.json("/userinfo", 403, "{}");
    server.json("/introspect", 200, "{\"active\":true,\"sub\":\"s1\",\"username\":\"ada\"}");
    assertThat(look(null)).isEqualTo(new Looked.Account("s1", "ada"));
    server.json("/introspect", 200, "{\"active\":false,\"sub\":\"s1\"}");
    assertThat(look(null)).isEqualTo(new Looked.NotTold());
  }

  @Test
  void a_provider_that_is_silent_today_is_no_provider_that_cannot_tell() {
    server.json("/userinfo", 503, "");
    assertThat(look(null)).isInstanceOf(Looked.Refused.class);
    server.json("/userinfo", 404, "");
    assertThat(look(null)).isEqualTo(new Looked.NotTold());
  }

  private void assertRefused(String idToken, String detail) {
    assertThat(look(idToken))
        .asInstanceOf(type(Looked.Refused.class))
        .satisfies(refused -> assertThat(refused.detail()).contains(detail));
  }

  private Looked look(@Nullable String idToken) {
    var tokens =
        new IssuedTokens(
            new AccessToken("at"),
            null,
            idToken == null ? null : new IdToken(idToken, NOW),
            "Bearer",
            null,
            null,
            null);
    return accounts.lookUp(Sample.at(server), SECRET, tokens, "n1");
  }

  private JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(server.uri("/").toString())
            .audience("client")
            .subject("s1")
            .claim("nonce", "n1")
            .expirationTime(Date.from(NOW.plusSeconds(300)));
    change.accept(claims);
    return claims.build();
  }

  private String signed(Consumer<JWTClaimsSet.Builder> change) {
    try {
      var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims(change));
      jwt.sign(new MACSigner("k".repeat(32)));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}

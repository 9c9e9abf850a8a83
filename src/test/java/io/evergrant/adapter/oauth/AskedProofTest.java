package io.evergrant.adapter.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.http.GuardedClient;
import io.evergrant.domain.outcome.Proof;
import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.domain.secret.TokenSet;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskedProofTest {
  private final Canned server = new Canned();
  private final GuardedClient http = Sample.client();
  private final AskedProof proof = new AskedProof(http, Sample.requests(http));

  @AfterEach
  void close() {
    server.close();
    http.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INTROSPECTION|200|{\"active\":true}|PROVED",
        "INTROSPECTION|200|{\"active\":false}|DISPROVED",
        "INTROSPECTION|200|{\"active\":\"yes\"}|STORED",
        "INTROSPECTION|200|{}|STORED",
        "INTROSPECTION|200|<html>|STORED",
        "INTROSPECTION|401|{\"error\":\"invalid_client\"}|STORED",
        "INTROSPECTION|403|{}|STORED",
        "INTROSPECTION|500|{\"active\":false}|STORED",
        "USERINFO|200|{\"sub\":\"s\"}|PROVED",
        "USERINFO|401|{\"error\":\"invalid_token\"}|DISPROVED",
        "USERINFO|403|{\"error\":\"insufficient_scope\"}|STORED",
        "USERINFO|429|{}|STORED",
        "USERINFO|503|{}|STORED",
        "PROBE|204||PROVED",
        "PROBE|401||DISPROVED",
        "PROBE|200|ok|STORED",
        "PROBE|403|{}|STORED",
        "PROBE|500|{}|STORED",
        "NONE|200|{\"active\":false}|STORED",
      })
  void P09_a_success_says_how_far_it_was_proved(
      ProofKind kind, int status, @Nullable String body, Proof expected) {
    var text = body == null ? "" : body;
    server.json("/introspect", status, text).json("/userinfo", status, text);
    server.json("/probe", status, text);
    assertThat(prove(kind, new AccessToken("at"))).isEqualTo(expected);
    assertThat(server.questions()).hasSize(kind == ProofKind.NONE ? 0 : 1);
  }

  @Test
  void P09_nobody_is_asked_where_there_is_nothing_to_ask_with() {
    assertThat(prove(ProofKind.INTROSPECTION, null)).isEqualTo(Proof.STORED);
    assertThat(server.questions()).isEmpty();
  }

  @Test
  void P09_a_provider_that_is_away_disproves_nothing() {
    server.close();
    assertThat(prove(ProofKind.USERINFO, new AccessToken("at"))).isEqualTo(Proof.STORED);
    assertThat(prove(ProofKind.INTROSPECTION, new AccessToken("at"))).isEqualTo(Proof.STORED);
    assertThat(prove(ProofKind.PROBE, new AccessToken("at"))).isEqualTo(Proof.STORED);
  }

  @Test
  void P09_a_probe_shows_the_new_access_token_to_the_address_of_the_policy() {
    server.json("/probe", 204, "");
    prove(ProofKind.PROBE, new AccessToken("at"));
    assertThat(server.onlyQuestion().method()).isEqualTo("GET");
    assertThat(server.onlyQuestion().path()).isEqualTo("/probe");
    assertThat(server.onlyQuestion().authorization()).isEqualTo("Bearer at");
  }

  private Proof prove(ProofKind kind, @Nullable AccessToken access) {
    var sample = Sample.at(server);
    var provider =
        Sample.provider(
            sample.issuer(),
            sample.endpoints(),
            "client",
            sample.clientAuthentication(),
            kind,
            Sample.DEADLINE);
    var tokens =
        new TokenSet(
            new RefreshToken("rt"),
            access,
            "Bearer",
            Scope.EMPTY,
            null,
            null,
            Instant.parse("2026-11-24T09:00:00Z"));
    return proof.prove(provider, ClientSecrets.of(new ClientSecret("secret")), tokens);
  }
}

package io.evergrant.adapter.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.http.GuardedClient;
import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.usecase.port.TokenStanding.Standing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskedStandingTest {
  private final Canned server = new Canned();
  private final GuardedClient http = Sample.client();
  private final AskedStanding standing = new AskedStanding(http, Sample.requests(http));

  @AfterEach
  void close() {
    server.close();
    http.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200|{\"active\":true}|ACTIVE",
        "200|{\"active\":false}|INACTIVE",
        "200|{\"active\":\"false\"}|NOT_TOLD",
        "200|<html>|NOT_TOLD",
        "401|{\"active\":false}|NOT_TOLD",
        "500|{\"active\":false}|NOT_TOLD",
      })
  void P08_only_a_plain_word_on_the_token_counts(int status, String body, Standing expected) {
    server.json("/introspect", status, body);
    assertThat(of(ProofKind.INTROSPECTION)).isEqualTo(expected);
    assertThat(server.onlyQuestion().body())
        .contains("token=rt")
        .contains("token_type_hint=refresh_token");
  }

  @Test
  void P08_a_provider_that_does_not_tell_of_refresh_tokens_is_not_asked() {
    server.json("/introspect", 200, "{\"active\":false}");
    assertThat(of(ProofKind.NONE)).isEqualTo(Standing.NOT_TOLD);
    assertThat(server.questions()).isEmpty();
  }

  /** The sample's policy asks about refresh tokens where it asks about access tokens. */
  private Standing of(ProofKind kind) {
    var sample = Sample.at(server);
    var provider =
        Sample.provider(
            sample.issuer(),
            sample.endpoints(),
            "client",
            sample.clientAuthentication(),
            kind,
            Sample.DEADLINE);
    return standing.of(
        provider, ClientSecrets.of(new ClientSecret("secret")), new RefreshToken("rt"));
  }
}

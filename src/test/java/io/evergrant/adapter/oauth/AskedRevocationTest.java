package io.evergrant.adapter.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.http.GuardedClient;
import io.evergrant.domain.provider.Endpoints;
import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.usecase.port.TokenRevocation.Revoked;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 7009. */
class AskedRevocationTest {
  private final Canned server = new Canned();
  private final GuardedClient http = Sample.client();
  private final AskedRevocation revocation = new AskedRevocation(Sample.requests(http));

  @AfterEach
  void close() {
    server.close();
    http.close();
  }

  @ParameterizedTest
  @CsvSource({
    "200, DONE",
    "204, DONE",
    "400, REFUSED",
    "401, REFUSED",
    "429, NOT_REACHED",
    "503, NOT_REACHED",
  })
  void the_status_says_how_it_ended(int status, Revoked expected) {
    server.json("/revoke", status, "{}");
    assertThat(revoke(server.uri("/revoke"))).isEqualTo(expected);
    assertThat(server.onlyQuestion().method()).isEqualTo("POST");
    assertThat(server.onlyQuestion().body())
        .contains("token=rt")
        .contains("token_type_hint=refresh_token");
    assertThat(server.onlyQuestion().authorization()).startsWith("Basic ");
  }

  @Test
  void a_provider_without_an_endpoint_is_not_asked() {
    assertThat(revoke(null)).isEqualTo(Revoked.NOT_OFFERED);
    assertThat(server.questions()).isEmpty();
  }

  @Test
  void a_provider_that_is_away_was_not_reached() {
    var uri = server.uri("/revoke");
    server.close();
    assertThat(revoke(uri)).isEqualTo(Revoked.NOT_REACHED);
  }

  private Revoked revoke(@Nullable URI endpoint) {
    var sample = Sample.at(server);
    var known = sample.endpoints();
    var provider =
        Sample.provider(
            sample.issuer(),
            new Endpoints(
                known.authorization(),
                known.token(),
                known.introspection(),
                endpoint,
                known.userinfo()),
            "client",
            sample.clientAuthentication(),
            ProofKind.NONE,
            Sample.DEADLINE);
    return revocation.revoke(
        provider, ClientSecrets.of(new ClientSecret("secret")), new RefreshToken("rt"));
  }
}

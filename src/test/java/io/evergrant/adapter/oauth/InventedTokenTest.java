package io.evergrant.adapter.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.http.GuardedClient;
import io.evergrant.domain.outcome.Classification;
import io.evergrant.domain.outcome.Classifier;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.secret.ClientSecrets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InventedTokenTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private final ClientSecrets both =
      new ClientSecrets(
          new ClientSecret("newest"),
          new ClientSecret("former"),
          CLOCK.instant().plus(Duration.ofHours(1)));

  private final Canned server =
      new Canned()
          .json("/token", 400, "{\"error\":\"invalid_grant\"}")
          .refusing("Y2xpZW50Om5ld2VzdA", 401, "{\"error\":\"invalid_client\"}");
  private final GuardedClient http = Sample.client();
  private final InventedToken invented = invented(CLOCK);

  @AfterEach
  void close() {
    server.close();
    http.close();
  }

  private InventedToken invented(InstantSource clock) {
    return new InventedToken(new NimbusTokenEndpoint(Sample.requests(http, clock), clock), clock);
  }

  @Test
  void the_token_says_of_itself_what_it_is_and_is_another_one_each_time() {
    var provider = Sample.at(server);
    var former = ClientSecrets.of(new ClientSecret("former"));
    assertThat(Classifier.classify(invented.byNewest(provider, former)))
        .isInstanceOf(Classification.GrantRefused.class);
    var first = server.onlyQuestion().body();
    assertThat(first).contains("grant_type=refresh_token", "evergrant-connection-test-");
    var unused = invented.byNewest(provider, former);
    assertThat(server.questions().getLast().body()).isNotEqualTo(first);
  }

  @Test
  void the_newest_secret_is_asked_alone_and_so_is_the_former_one() {
    var provider = Sample.at(server);
    assertThat(Classifier.classify(invented.byNewest(provider, both)))
        .isInstanceOf(Classification.ClientRefused.class);
    assertThat(server.questions()).as("the former one is not tried behind it").hasSize(1);
    assertThat(Classifier.classify(invented.byFormer(provider, both).orElseThrow()))
        .isInstanceOf(Classification.GrantRefused.class);
    assertThat(server.questions()).hasSize(2);
  }

  @Test
  void a_former_secret_that_ended_is_not_shown() {
    var later = invented(InstantSource.fixed(CLOCK.instant().plus(Duration.ofHours(2))));
    assertThat(later.byFormer(Sample.at(server), both)).isEmpty();
    assertThat(invented.byFormer(Sample.at(server), ClientSecrets.NONE)).isEmpty();
    assertThat(server.questions()).isEmpty();
  }
}

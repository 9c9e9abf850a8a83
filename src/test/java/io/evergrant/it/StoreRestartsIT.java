package io.evergrant.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.process.Until;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * A store that crashes and comes back: the portal says so meanwhile, and needs no restart of its
 * own.
 */
class StoreRestartsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Stack stack = Stack.shared();

  @Test
  void a_crash_of_postgresql_leaves_no_dead_connection_behind() {
    stack.stores().postgres().crashAndRestart();
    Until.holds("the portal is ready again", PATIENCE, () -> readiness() == 200);
    assertThat(Visitor.signedIn(stack.base(), stack.seed().acme().admin())).isNotNull();
  }

  @Test
  void an_admin_who_comes_back_while_the_database_is_away_is_told_so_and_stays_signed_in() {
    var admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    var postgres = stack.stores().postgres();
    postgres.kill();
    try {
      var back = admin.get("/oauth/callback?code=unused&state=unheard");
      assertThat(back.location()).isEqualTo("/oauth/result");
      assertThat(admin.get(back.location()).status()).isEqualTo(503);
    } finally {
      postgres.startAgain();
    }
    Until.holds("the portal is ready again", PATIENCE, () -> readiness() == 200);
    var result = admin.get("/oauth/result");
    assertThat(result.status()).isEqualTo(200);
    assertThat(result.text()).contains("Connect again once the store serves.");
  }

  @Test
  void without_openbao_the_portal_is_not_ready_and_with_it_again_it_is() {
    var bao = stack.stores().bao();
    bao.kill();
    try {
      Until.holds("the portal is not ready", PATIENCE, () -> readiness() == 503);
    } finally {
      bao.startAgain();
    }
    Until.holds("the portal is ready again", PATIENCE, () -> readiness() == 200);
    // what came for other suites' grants while nothing could take it is stored a moment later
    Until.holds(
        "nothing is left in memory", PATIENCE, () -> body().contains("\"in_memory_only\":\"0\""));
    assertThat(body()).contains("\"under_older_keys\":\"0\"");
  }

  @Test
  void a_sealed_openbao_is_named_and_nothing_is_changed_until_it_is_open_again() {
    var admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    stack.provider().settings("sealed-away", Map.of());
    var provider = admin.registerDemo("Sealed away", stack.provider(), "sealed-away");
    var bao = stack.stores().bao();
    bao.seal();
    try {
      Until.holds("the portal is not ready", PATIENCE, () -> readiness() == 503);
      assertThat(body()).contains("\"vault\":\"sealed\"");
      var page = admin.get("/providers/" + provider);
      var told = admin.press(page, "replace-secret", Map.of("clientSecret", "while it is sealed"));
      assertThat(told.text()).contains("The vault is sealed. Nothing was changed.");
    } finally {
      // its key lies beside it: a start opens it
      bao.crashAndRestart();
    }
    Until.holds("the portal is ready again", PATIENCE, () -> readiness() == 200);
    var grant = admin.connect(provider, stack.provider(), "ada");
    assertThat(grant).as("the secret that was there is there").isNotNull();
  }

  private int readiness() {
    return ask(HttpResponse::statusCode, 0);
  }

  private String body() {
    return ask(HttpResponse::body, "").replace(" ", "");
  }

  private <T> T ask(Function<HttpResponse<String>, T> reading, T nobody) {
    var ready = URI.create(stack.base() + "/health/ready");
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(30)).build();
      return reading.apply(client.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      return nobody;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

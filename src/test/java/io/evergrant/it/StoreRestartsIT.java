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
  void without_openbao_the_portal_is_not_ready_and_with_it_again_it_is() {
    var bao = stack.stores().bao();
    bao.kill();
    try {
      Until.holds("the portal is not ready", PATIENCE, () -> readiness() == 503);
    } finally {
      bao.startAgain();
    }
    Until.holds("the portal is ready again", PATIENCE, () -> readiness() == 200);
  }

  private int readiness() {
    var ready = URI.create(stack.base() + "/health/ready");
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(30)).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

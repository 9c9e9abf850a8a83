package io.evergrant.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.chaos.Flock.Sheep;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.BackEnd.Answer;
import io.evergrant.testkit.PortalNode;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.demo.DemoProvider;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What people and back ends do to a grant, each by the door that is theirs: the owner and an admin
 * by the pages, a back end by REST. Which of it is done, an account's name says.
 */
final class Doing {
  /** Those who can consent again are the three whom the provider knows. */
  private static final Map<String, Fate> FATES =
      Map.of(
          "ada", Fate.CONSENTED,
          "ben", Fate.REVOKED,
          "chen", Fate.PAUSED,
          "dora", Fate.IMPORTED);

  private static final String RETRIED = "emil";
  private static final String OF_A_PAUSED_PROVIDER = "fay";
  private static final String OF_A_NEW_SECRET = "gil";

  /** One grant for each thing that can be done. */
  static final String[] ALL = {
    "ada", "ben", "chen", "dora", RETRIED, OF_A_PAUSED_PROVIDER, OF_A_NEW_SECRET
  };

  /** What changes a grant's tokens, or ends them. */
  static final String[] WRITERS = {"ada", "ben", "chen", "dora"};

  private final Flock flock;
  private final Visitor visitor;
  private final BackEnd backEnd;

  private Doing(Flock flock, Visitor visitor, BackEnd backEnd) {
    this.flock = flock;
    this.visitor = visitor;
    this.backEnd = backEnd;
  }

  static Doing at(PortalNode node, Flock flock) {
    var acme = flock.cluster().seed().acme();
    return new Doing(
        flock,
        Visitor.signedIn(node.base(), acme.admin()),
        new BackEnd(node.base(), acme.apiKey()));
  }

  static Fate fate(Sheep sheep) {
    return FATES.getOrDefault(sheep.subject(), Fate.LIVES);
  }

  void act(Sheep sheep) {
    switch (fate(sheep)) {
      case CONSENTED -> {
        var wayOut = visitor.press(visitor.get(page(sheep)), "reconnect", Map.of());
        var back = visitor.comeBack(wayOut, flock.cluster().provider(), sheep.subject());
        Visitor.idOf(back, "/grants/");
      }
      case REVOKED -> done(backEnd.post(grant(sheep) + "/revocation"));
      case PAUSED -> visitor.press(visitor.get(page(sheep)), "pause", Map.of());
      case IMPORTED -> imports(sheep);
      case LIVES -> actOnOneThatLives(sheep);
    }
  }

  private void actOnOneThatLives(Sheep sheep) {
    switch (sheep.subject()) {
      case RETRIED -> done(backEnd.post(grant(sheep) + "/retry"));
      case OF_A_PAUSED_PROVIDER -> done(backEnd.post(provider(sheep) + "/pause"));
      case OF_A_NEW_SECRET -> replacesSecret(sheep.provider());
      default -> throw new IllegalArgumentException("nobody does anything to " + sheep);
    }
  }

  /** What rests goes on again. */
  void undo(Sheep sheep) {
    if (fate(sheep) == Fate.PAUSED) {
      visitor.press(visitor.get(page(sheep)), "resume", Map.of());
    } else if (sheep.subject().equals(OF_A_PAUSED_PROVIDER)) {
      done(backEnd.post(provider(sheep) + "/resume"));
    }
  }

  private void imports(Sheep sheep) {
    var rows =
        """
        [{"provider":"%s","external_id":"%s","subject":"%s","token":{"refresh_token":"%s"}}]
        """
            .formatted(
                sheep.provider(), "moved-" + sheep.mode(), sheep.subject(), flock.another(sheep));
    var answer =
        done(backEnd.post("/api/v1/grants/import", "application/json", rows.getBytes(UTF_8)));
    assertThat(answer.items())
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("result", "replaced")
                    .containsEntry("grant", sheep.id().toString()));
  }

  /** By the same one, since the provider knows no other: stored anew all the same. */
  private void replacesSecret(UUID provider) {
    var body = "{\"client_secret\":\"" + DemoProvider.CLIENT_SECRET + "\"}";
    done(
        backEnd.call(
            "PUT",
            "/api/v1/providers/" + provider + "/client-secret",
            request ->
                request
                    .header("Content-Type", "application/json")
                    .header("If-Match", "*")
                    .method("PUT", BodyPublishers.ofString(body))));
  }

  private static Answer done(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  static List<Sheep> of(Flock flock, Fate fate) {
    return flock.all().stream().filter(sheep -> fate(sheep) == fate).toList();
  }

  private static String page(Sheep sheep) {
    return "/grants/" + sheep.id();
  }

  private static String grant(Sheep sheep) {
    return "/api/v1/grants/" + sheep.id();
  }

  private static String provider(Sheep sheep) {
    return "/api/v1/providers/" + sheep.provider();
  }
}

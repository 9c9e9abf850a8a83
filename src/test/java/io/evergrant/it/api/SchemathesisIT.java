package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.BackEnd.Answer;
import io.evergrant.testkit.NewTenant;
import io.evergrant.testkit.Schemathesis;
import io.evergrant.testkit.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Requests that are made up from the description, right ones and wrong ones, against the portal:
 * none breaks it, and no answer is other than it is described, with no member more. In a tenant of
 * its own; the same ones in every build. {@code mvn -Plong verify} makes up many more.
 */
class SchemathesisIT {
  private static final boolean ALL = "all".equals(System.getProperty("evergrant.schemathesis"));
  private static final Path DESCRIPTION = Path.of("src/main/webapp/assets/openapi.yaml");
  private static final String FORWARDED = "/forward/";

  /**
   * What is right by its types can still be refused for what it says (422), or because there is no
   * such thing, or not in that state.
   */
  private static final String CHECKS =
      """
      # what has a body and should have none the container leaves lying in the connection, for all
      # methods but these
      [phases.coverage]
      unexpected-methods = ["POST", "PUT", "PATCH"]

      [checks]
      positive_data_acceptance.expected-statuses = ["2xx", 304, 401, 403, 404, 409, 412, 422, 428, 429, 503]
      negative_data_rejection.expected-statuses = [400, 401, 403, 404, 405, 406, 409, 412, 413, 415, 422, 428, 429, 503]
      missing_required_header.expected-statuses = [400, 401, 404, 406, 415, 422, 428]

      # no schema says what a cursor is, nor when a text is CSV
      [[operations]]
      include-operation-id = ["listGrants", "listConnectLinks", "listAuditEvents", "listAuditCheckpoints", "listAuditExports", "followAuditEvents", "listDeliveries", "listBulkActs", "listBulkActResults", "listBulkActLinks", "listNotices", "importTokens"]
      checks.positive_data_acceptance.expected-statuses = ["2xx", 400, 401, 403, 404, 409, 413, 415, 422, 429, 503]

      """;

  private final Stack stack = Stack.shared();

  @Test
  void it_finds_nothing() throws IOException {
    var tenant = NewTenant.in(stack, "Schemathesis");
    var folder = Files.createTempDirectory("evergrant-schemathesis");
    Files.writeString(
        folder.resolve("schemathesis.toml"),
        configuration(new BackEnd(stack.base(), tenant.key())));
    var description = ClosedDescription.in(folder, DESCRIPTION);
    var found =
        Schemathesis.find()
            .run(folder, Duration.ofMinutes(ALL ? 60 : 15), line(tenant, description));
    assertThat(found.exit()).as(found.output() + found.errors()).isZero();
  }

  private List<String> line(NewTenant tenant, Path description) {
    var line = new ArrayList<String>();
    line.addAll(List.of("run", description.toString()));
    line.addAll(List.of("--url", stack.base().toString()));
    line.addAll(List.of("--header", "Authorization: Bearer " + tenant.key().reveal()));
    line.addAll(List.of("--exclude-path-regex", FORWARDED));
    line.addAll(
        List.of(
            "--phases", ALL ? "examples,coverage,fuzzing,stateful" : "examples,coverage,fuzzing"));
    line.addAll(List.of("--max-examples", ALL ? "500" : "2"));
    line.addAll(List.of("--seed", "1", "--rate-limit", "150/s", "--suppress-health-check", "all"));
    line.addAll(List.of("--checks", "all", "--continue-on-failure", "--no-shrink"));
    return line;
  }

  /** Ids that are there, so that there is more to see than that an unknown one is not found. */
  private String configuration(BackEnd backEnd) {
    var provider = made(Sent.json(backEnd, "POST", "/api/v1/providers", provider()));
    var link =
        made(
            Sent.json(
                backEnd,
                "POST",
                "/api/v1/connect-links",
                "{\"provider\":\"" + provider.text("id") + "\"}"));
    var key =
        made(
            Sent.json(
                backEnd, "POST", "/api/v1/api-keys", "{\"name\":\"x\",\"scopes\":[\"read\"]}"));
    var webhook =
        made(
            Sent.json(
                backEnd,
                "POST",
                "/api/v1/webhooks",
                "{\"name\":\"x\",\"url\":\"http://127.0.0.1:9/\",\"events\":[\"*\"]}"));
    var member =
        made(Sent.json(backEnd, "POST", "/api/v1/members", "{\"email\":\"x@made-up.example\"}"));
    var view = made(Sent.json(backEnd, "POST", "/api/v1/views", "{\"name\":\"x\",\"q\":\"x\"}"));
    var ids =
        Map.of(
            "/providers/", provider.text("id"),
            "/connect-links/", link.text("id"),
            "/api-keys/", key.text("id"),
            "/webhooks/", webhook.text("id"),
            "/members/", member.text("id"),
            "/views/", view.text("id"),
            "/catalogue/", "google");
    var text = new StringBuilder(CHECKS);
    for (var route : Route.all()) {
      ids.forEach(
          (part, id) -> {
            if (route.path().contains(part + "{")) {
              text.append(
                  """
                  [[operations]]
                  include-name = "%s"
                  parameters = { "path.id" = "%s" }
                  """
                      .formatted(route, id));
            }
          });
    }
    return text.toString();
  }

  private static Answer made(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer;
  }

  private static String provider() {
    return """
    {"name":"made up","client_id":"c","client_secret":"s",
     "authorization_endpoint":"https://id.example/a","token_endpoint":"https://id.example/t"}
    """;
  }
}

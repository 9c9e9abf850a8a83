package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.NewTenant;
import io.evergrant.testkit.Schemathesis;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.demo.DemoProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Requests that are made up from the description, right ones and wrong ones, against the portal:
 * none breaks it, and no answer is other than it is described, with no member more. In a tenant of
 * its own, in which there is one of most things; the same ones in every build. {@code mvn -Plong
 * verify} makes up many more.
 *
 * <p>{@code forward} is left out: what it answers is what the provider's API answers, whatever that
 * is, so no description of ours says what is right; and paths that are made up would be sent on to
 * somebody. {@code ForwardIT} tries it.
 */
class SchemathesisIT {
  private static final boolean ALL = "all".equals(System.getProperty("evergrant.schemathesis"));
  private static final Path DESCRIPTION = Path.of("src/main/webapp/assets/openapi.yaml");
  private static final String MODE = "schemathesis";
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

  /**
   * Ids that are there, so that there is more to see than that an unknown one is not found. The
   * number of an event is left to be made up: in its place one that is too large would become a
   * good one, and its answer would be taken for a fault.
   */
  private String configuration(BackEnd backEnd) {
    var known = known(backEnd);
    var text = new StringBuilder(CHECKS);
    for (var route : Route.all()) {
      var mine = known.stream().filter(one -> route.path().contains(one.part + "{")).toList();
      if (!mine.isEmpty()) {
        var values =
            mine.stream()
                .map(one -> "\"path.%s\" = \"%s\"".formatted(one.name, one.value))
                .collect(Collectors.joining(", "));
        text.append(
            """
            [[operations]]
            include-name = "%s"
            parameters = { %s }
            """
                .formatted(route, values));
      }
    }
    return text.toString();
  }

  private List<Known> known(BackEnd backEnd) {
    var provider = made(backEnd, "providers", provider());
    var of = "{\"provider\":\"" + provider + "\"}";
    var hook = "{\"name\":\"x\",\"url\":\"http://127.0.0.1:9/\",\"events\":[\"*\"]}";
    var nobody = "{\"act\":\"pause\",\"q\":\"nobody is called so\"}";
    var key = "{\"name\":\"x\",\"scopes\":[\"read\"]}";
    var grant = connected(backEnd);
    return List.of(
        new Known("/providers/", "id", provider),
        new Known("/tests/", "test", made(backEnd, "providers/" + provider + "/tests", "")),
        new Known("/grants/", "id", grant),
        new Known("/connect-links/", "id", made(backEnd, "connect-links", of)),
        new Known("/api-keys/", "id", made(backEnd, "api-keys", key)),
        new Known("/webhooks/", "id", made(backEnd, "webhooks", hook)),
        new Known("/members/", "id", made(backEnd, "members", "{\"email\":\"x@made-up.example\"}")),
        new Known("/views/", "id", made(backEnd, "views", "{\"name\":\"x\",\"q\":\"x\"}")),
        new Known("/bulk-acts/", "id", made(backEnd, "bulk-acts", nobody)),
        new Known(
            "/audit-exports/", "id", made(backEnd, "audit-exports", "{\"format\":\"jsonl\"}")),
        new Known("/audit-verifications/", "id", made(backEnd, "audit-verifications", "")),
        new Known("/legal-holds/", "id", made(backEnd, "legal-holds", "{\"reason\":\"x\"}")),
        new Known("/catalogue/", "id", "google"));
  }

  /** A grant of the demo provider, by a consent link: nobody signs in to this tenant. */
  private String connected(BackEnd backEnd) {
    var demo = stack.provider();
    demo.settings(MODE, Map.of("access_life_s", 3_600));
    var body =
        """
        {"name":"demo","discover":true,"issuer":"%s","client_id":"%s","client_secret":"%s",
         "scope":"openid profile email offline_access"}
        """
            .formatted(demo.issuer(MODE), DemoProvider.CLIENT_ID, DemoProvider.CLIENT_SECRET);
    var provider = made(backEnd, "providers", body);
    var link = ConnectLinks.make(backEnd, "provider", UUID.fromString(provider));
    var owner = new Visitor(stack.base());
    var page = owner.get(URI.create(link.text("url")).getPath());
    var unused = owner.followLink(page, demo, "ada", "allow");
    var grants = backEnd.get("/api/v1/grants").items();
    assertThat(grants).hasSize(1);
    return String.valueOf(grants.getFirst().get("id"));
  }

  private static String made(BackEnd backEnd, String what, String body) {
    var path = "/api/v1/" + what;
    var answer = body.isEmpty() ? backEnd.post(path) : Sent.json(backEnd, "POST", path, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.text("id");
  }

  /**
   * What there is.
   *
   * @param part of the address, before it
   * @param name as the description names it
   */
  private record Known(String part, String name, String value) {}

  private static String provider() {
    return """
    {"name":"made up","client_id":"c","client_secret":"s",
     "authorization_endpoint":"https://id.example/a","token_endpoint":"https://id.example/t"}
    """;
  }
}

package io.evergrant.it.api;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.BackEnd.Answer;
import io.evergrant.testkit.NewTenant;
import io.evergrant.testkit.Stack;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The providers of a tenant as a file: out of one tenant, into another, and changed there. */
class ProvidersFileIT {
  private static final String PATH = "/api/v1/providers.yaml";
  private static final String TWO =
      """
      version: 1
      providers:
      - name: Files
        client_id: c-1
        client_secret: hush
        authorization_endpoint: https://id.example/authorize
        token_endpoint: https://id.example/token
        scope: files.read offline_access
        policy:
          reuse: revokes_more
          reuse_grace: 30
        api_hosts:
        - https://api.example
      - preset: google
        name: Mail
        client_id: c-2
        client_secret: hush
      """;

  private final Stack stack = Stack.shared();
  private final BackEnd home = tenant("Providers by file");

  @Test
  void a_dry_run_tells_what_would_be_done_and_does_nothing() {
    var told = apply(home, "?dry_run=true", TWO);
    assertThat(told.status()).as(told.body()).isEqualTo(200);
    assertThat(told.json())
        .containsEntry("dry_run", true)
        .containsEntry("added", 2L)
        .containsEntry("changed", 0L);
    assertThat(told.body())
        .contains("\"field\":\"policy.reuse_grace\",\"from\":null,\"to\":30")
        .contains("\"field\":\"api_hosts\",\"from\":null,\"to\":[\"https://api.example\"]")
        .doesNotContain("hush");
    assertThat(home.get(PATH).body()).isEqualTo("version: 1\nproviders: []\n");
  }

  @Test
  void what_was_exported_is_the_same_here_and_new_in_another_tenant() {
    assertThat(apply(home, "", TWO).status()).isEqualTo(200);
    var file = home.get(PATH);
    assertThat(file.header("Content-Type")).isEqualTo("application/yaml");
    assertThat(file.body())
        .contains("- name: Files\n", "oauth2.googleapis.com", "  policy:\n")
        .contains("  api_hosts:\n  - https://api.example\n", "  api_hosts: []\n")
        .doesNotContain("hush", "client_secret:", "null");
    assertThat(apply(home, "", file.body()).json())
        .containsEntry("same", 2L)
        .containsEntry("changed", 0L);
    assertThat(events(home)).as("nothing happened to them").isEqualTo(List.of(2, 0));

    var away = tenant("Providers elsewhere");
    var refused = apply(away, "", file.body());
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("\"#/providers/0/client_secret\"", "\"#/providers/1/client_secret\"");
    var secrets = file.body().replace("  client_id:", "  client_secret: other\n  client_id:");
    assertThat(apply(away, "", secrets).json()).containsEntry("added", 2L);
    assertThat(away.get(PATH).body()).isEqualTo(file.body());
  }

  @Test
  void what_is_described_otherwise_is_changed_and_what_is_not_described_stays() {
    assertThat(apply(home, "", TWO).status()).isEqualTo(200);
    var file = home.get(PATH);
    var one =
        file.body()
            .substring(0, file.body().indexOf("- name: Mail"))
            .replace("files.read", "files.write");
    var told = apply(home, "?dry_run=true", one);
    assertThat(told.json()).containsEntry("changed", 1L).containsEntry("added", 0L);
    assertThat(told.body())
        .contains("\"not_in_file\":[\"Mail\"]")
        .contains("\"differences\":[{\"field\":\"scope\",\"from\":\"files.read offline_access\"");
    assertThat(home.get(PATH).header("ETag")).isEqualTo(file.header("ETag"));
    assertThat(apply(home, "", one).status()).isEqualTo(200);
    assertThat(home.get(PATH).body()).isEqualTo(file.body().replace("files.read", "files.write"));
    assertThat(events(home)).isEqualTo(List.of(2, 1));
  }

  @Test
  void hosts_of_an_api_are_changed_where_they_are_described_otherwise_and_else_left_alone() {
    assertThat(apply(home, "", TWO).status()).isEqualTo(200);
    var unsaid = TWO.replace("  api_hosts:\n  - https://api.example\n", "");
    assertThat(unsaid).isNotEqualTo(TWO);
    assertThat(apply(home, "", unsaid).json()).containsEntry("same", 2L);
    assertThat(hosts(home)).isEqualTo("[https://api.example]");

    var other =
        TWO.replace("- https://api.example\n", "- https://b.example\n  - https://a.example/\n");
    var told = apply(home, "?dry_run=true", other);
    assertThat(told.json()).containsEntry("changed", 1L).containsEntry("same", 1L);
    assertThat(told.body())
        .contains(
            "\"differences\":[{\"field\":\"api_hosts\",\"from\":[\"https://api.example\"],"
                + "\"to\":[\"https://a.example\",\"https://b.example\"]}]");
    assertThat(hosts(home)).isEqualTo("[https://api.example]");
    assertThat(apply(home, "", other).json()).containsEntry("changed", 1L);
    assertThat(hosts(home)).isEqualTo("[https://a.example, https://b.example]");
    assertThat(events(home)).as("the registration is as it was").isEqualTo(List.of(2, 0));
    assertThat(count(home, "api_hosts_changed")).isEqualTo(2);

    var none = unsaid.replace("  policy:\n", "  api_hosts: []\n  policy:\n");
    assertThat(apply(home, "", none).json()).containsEntry("changed", 1L);
    assertThat(hosts(home)).isEqualTo("[]");
  }

  @Test
  void a_secret_is_replaced_where_it_is_another_one() {
    assertThat(apply(home, "", TWO).status()).isEqualTo(200);
    assertThat(apply(home, "?dry_run=true", TWO).json()).containsEntry("same", 2L);
    var other = TWO.replaceFirst("hush", "louder");
    var told = apply(home, "", other);
    assertThat(told.json()).containsEntry("changed", 1L);
    assertThat(told.body()).contains("\"replaces_secret\":true").doesNotContain("louder");
    assertThat(apply(home, "?dry_run=true", other).json()).containsEntry("same", 2L);
  }

  @Test
  void whoever_changed_it_meanwhile_is_not_overwritten() {
    assertThat(apply(home, "", TWO).status()).isEqualTo(200);
    var seen = home.get(PATH);
    assertThat(apply(home, "", TWO.replace("files.read", "files.write")).status()).isEqualTo(200);
    var late =
        home.call(
            "PUT",
            PATH,
            request ->
                request
                    .header("Content-Type", "application/yaml")
                    .header("If-Match", seen.header("ETag"))
                    .PUT(BodyPublishers.ofString(seen.body())));
    assertThat(late.status()).isEqualTo(412);
    assertThat(home.get(PATH).body()).contains("files.write");
  }

  @Test
  void a_bad_file_is_refused_with_its_place_and_nothing_of_it_is_done() {
    var bad =
        Map.ofEntries(
            entry(
                TWO.replace("https://id.example/token", "http://id.example/token"),
                "\"#/providers/0/token_endpoint\""),
            entry(TWO.replace("preset: google", "preset: nobody"), "\"#/providers/1/preset\""),
            entry(TWO.replace("name: Mail", "name: Files"), "\"#/providers/1/name\""),
            entry(
                TWO.replace("reuse_grace: 30", "reuse_grace: often"),
                "\"#/providers/0/policy/reuse_grace\""),
            entry(
                TWO.replace("https://api.example", "http://api.example"),
                "\"#/providers/0/api_hosts/0\""),
            entry(
                TWO.replace(
                    "api_hosts:\n  - https://api.example", "api_hosts: https://api.example"),
                "\"#/providers/0/api_hosts\""),
            entry(TWO.replace("version: 1", "version: 2"), "\"#/version\""),
            entry(TWO + "more: 1\n", "\"#/more\""),
            entry(TWO + "- a\n", "\"#/providers/2\""),
            entry(
                TWO.replace("scope: files.read offline_access", "scope: &s a\n  issuer: *s"),
                "\"line\":9"),
            entry("version: 1\nversion: 1\n", "\"line\":2"),
            entry("a: \u0000", "malformed-body"));
    bad.forEach(
        (file, told) -> {
          var answer = apply(home, "", file);
          assertThat(answer.status()).as(file + answer.body()).isBetween(400, 422);
          assertThat(answer.body()).contains(told);
        });
    assertThat(home.get(PATH).body()).isEqualTo("version: 1\nproviders: []\n");
    assertThat(events(home)).isEqualTo(List.of(0, 0));
  }

  /** Of the first provider by name, «Files». */
  private static String hosts(BackEnd tenant) {
    var first = tenant.get("/api/v1/providers").items().getFirst();
    return tenant.get("/api/v1/providers/" + first.get("id") + "/api-hosts").text("hosts");
  }

  private BackEnd tenant(String name) {
    return new BackEnd(stack.base(), NewTenant.in(stack, name).key());
  }

  private static Answer apply(BackEnd tenant, String query, String file) {
    return tenant.call(
        "PUT",
        PATH + query,
        request ->
            request.header("Content-Type", "application/yaml").PUT(BodyPublishers.ofString(file)));
  }

  /** How many registrations and changes the log has. */
  private static List<Integer> events(BackEnd tenant) {
    return List.of(count(tenant, "provider_registered"), count(tenant, "provider_changed"));
  }

  private static int count(BackEnd tenant, String type) {
    var found = tenant.get("/api/v1/audit-events?type=" + type + "&limit=200");
    assertThat(found.status()).as(found.body()).isEqualTo(200);
    return found.items().size();
  }
}

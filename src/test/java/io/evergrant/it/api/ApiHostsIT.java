package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.BackEnd.Answer;
import io.evergrant.testkit.NewTenant;
import io.evergrant.testkit.Stack;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several back ends change the hosts of one API at once. */
class ApiHostsIT {
  private static final int MANY = 8;

  private final Stack stack = Stack.shared();
  private final BackEnd home =
      new BackEnd(stack.base(), NewTenant.in(stack, "Hosts at once").key());
  private final String path = "/api/v1/providers/" + registered() + "/api-hosts";

  @Test
  void of_many_who_saw_the_same_hosts_one_changes_them_and_the_others_are_told() {
    var seen = home.get(path).header("ETag");
    assertThat(seen).isNotEmpty();
    var answers = atOnce(seen);
    assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
    assertThat(answers.stream().filter(answer -> answer.problem().equals("precondition-failed")))
        .hasSize(MANY - 1)
        .allMatch(told -> told.text("current").contains("example"));
    var events = home.get("/api/v1/audit-events?type=api_hosts_changed&limit=200").items();
    assertThat(events).hasSize(1);
  }

  /** Two lists that were put at once must not become one that nobody asked for. */
  @Test
  void lists_that_are_put_at_once_are_not_mixed() {
    for (var i = 0; i < 5; i++) {
      assertThat(atOnce("")).allMatch(answer -> answer.status() == 200);
      assertThat((List<?>) home.get(path).json().get("hosts")).hasSize(1);
    }
  }

  private List<Answer> atOnce(String seen) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var under =
          IntStream.range(0, MANY).mapToObj(n -> threads.submit(() -> put(n, seen))).toList();
      return under.stream()
          .map(
              one -> {
                try {
                  return one.get();
                } catch (InterruptedException | ExecutionException e) {
                  throw new IllegalStateException(e);
                }
              })
          .toList();
    }
  }

  private Answer put(int n, String seen) {
    return home.call(
        "PUT",
        path,
        request -> {
          var put =
              request
                  .header("Content-Type", "application/json")
                  .PUT(
                      BodyPublishers.ofString(
                          "{\"hosts\":[\"https://h%d.example\"]}".formatted(n)));
          return seen.isEmpty() ? put : put.header("If-Match", seen);
        });
  }

  private String registered() {
    var body =
        """
        {"name":"Files","client_id":"c","client_secret":"hush",
         "authorization_endpoint":"https://id.example/authorize","token_endpoint":"https://id.example/token"}
        """;
    var made =
        home.post(
            "/api/v1/providers",
            "application/json",
            body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.text("id");
  }
}

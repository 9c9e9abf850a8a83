package io.evergrant.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The log as CSV, where the database fails before its first page, or behind it. */
class BrokenDownloadIT {
  private final Stack stack = Stack.shared();
  private final OwnTenant tenant = OwnTenant.in(stack, 1);
  private final Visitor admin = Visitor.signedIn(stack.base(), tenant.admins().getFirst());

  @Test
  void P18_a_log_of_which_a_later_page_cannot_be_read_does_not_arrive_in_good_order()
      throws Exception {
    events("signed_in", 2_300);
    assertThat(csv().body()).as("whole").hasSizeGreaterThan(100_000);
    spoil();
    events("signed_in", 2_300);
    assertThatThrownBy(
            () -> {
              var answer = csv();
              throw new AssertionError(
                  "%d with %d bytes".formatted(answer.statusCode(), answer.body().length));
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void P18_a_log_of_which_no_page_can_be_read_is_no_file() throws Exception {
    spoil();
    var answer = csv();
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
    assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(new String(answer.body(), UTF_8)).doesNotContain("number,time");
  }

  private HttpResponse<byte[]> csv() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(stack.base().resolve("/audit.csv"))
            .header("Cookie", admin.cookieHeader())
            .timeout(Duration.ofSeconds(30))
            .build();
    // over HTTP/2, which Java's client asks for, Payara ends the stream in good order
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(request, BodyHandlers.ofByteArray());
  }

  /** A row that no portal wrote, and that none can read. */
  private void spoil() {
    events("no_such_type", 1);
  }

  private void events(String type, int count) {
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var running = connection.createStatement()) {
      running.execute(
          """
          INSERT INTO audit_event (tenant_id, type, actor_kind, terminal, details)
          SELECT '%s', '%s', 'anonymous', false, jsonb_build_object('cause', n::text)
          FROM generate_series(1, %d) n
          """
              .formatted(tenant.id(), type, count));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}

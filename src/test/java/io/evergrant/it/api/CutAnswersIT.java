package io.evergrant.it.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.CuttingApi;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that breaks off in the middle of an answer: whoever called must notice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CutAnswersIT {
  private static final String MODE = "api-cut";
  private static final String LAST_CHUNK = "\r\n0\r\n";

  /** Less than a server keeps a connection open that has nothing to say. */
  private static final int PATIENCE_MS = 15_000;

  private final Stack stack = Stack.shared();
  private final CuttingApi api = new CuttingApi();
  private final BackEnd acme = new BackEnd(stack.base(), stack.seed().acme().apiKey());
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private UUID grant = new UUID(0, 0);

  @BeforeAll
  void a_provider_whose_api_breaks_off() {
    var admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    var demo = stack.provider();
    demo.settings(MODE, Map.of("access_life_s", 3_600));
    var provider = admin.registerDemo("With an API that breaks off", demo, MODE);
    var hosts =
        acme.call(
            "PUT",
            "/api/v1/providers/" + provider + "/api-hosts",
            request ->
                request
                    .header("Content-Type", "application/json")
                    .method(
                        "PUT", BodyPublishers.ofString("{\"hosts\":[\"" + api.base() + "\"]}")));
    assertThat(hosts.status()).as(hosts.body()).isEqualTo(200);
    grant = admin.connect(provider, demo, "ada");
  }

  @AfterAll
  void the_api_ends() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"length", "chunked", "events", "gzip"})
  void P13_an_answer_that_breaks_off_never_looks_complete(String kind) throws Exception {
    var whole = get("whole/" + kind);
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(text(kind, whole.body()))
        .as("what the API says when it does not break off")
        .isEqualTo(CuttingApi.CONTENT);
    assertThatThrownBy(() -> get("cut/" + kind)).isInstanceOf(IOException.class);
    var wire = wire("cut/" + kind);
    assertThat(wire).startsWith("HTTP/1.1 200 ");
    assertThat(wire).as("what came of the body").contains("\r\n\r\n").doesNotContain(LAST_CHUNK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "small"})
  void a_short_answer_that_breaks_off_becomes_a_problem(String kind) throws Exception {
    var whole = acme.get(path("whole/" + kind));
    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.header("Connection")).as("the connection is kept").isEmpty();
    assertThat(whole.header("Content-Length")).isEqualTo(Integer.toString(whole.body().length()));
    var cut = acme.get(path("cut/" + kind));
    assertThat(cut.status()).isEqualTo(502);
    assertThat(cut.problem()).isEqualTo("api-answer-cut");
  }

  @Test
  void what_has_come_is_there_before_the_answer_ends() throws Exception {
    var response = http.send(request("slow/events").build(), BodyHandlers.ofInputStream());
    try (var body = response.body()) {
      var first = body.readNBytes(CuttingApi.FIRST.length());
      assertThat(new String(first, ISO_8859_1)).isEqualTo(CuttingApi.FIRST);
      api.goOn();
      assertThat(new String(body.readAllBytes(), ISO_8859_1)).isEqualTo(CuttingApi.SECOND);
    }
  }

  /** HTTP/1.0 has nothing that tells the end of such an answer from a connection that broke. */
  @Test
  void P13_an_answer_without_a_length_does_not_go_over_http_1_0() throws Exception {
    var wire = wire("whole/events", "HTTP/1.0");
    assertThat(wire).contains(" 505 ", "http-version-unfit");
    assertThat(wire("whole/length", "HTTP/1.0")).contains(" 200 ");
    assertThat(wire("whole/json", "HTTP/1.0")).contains(" 200 ");
  }

  private HttpResponse<byte[]> get(String what) throws IOException, InterruptedException {
    return http.send(request(what).build(), BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder request(String what) {
    return HttpRequest.newBuilder(stack.base().resolve(path(what)))
        .timeout(Duration.ofMillis(PATIENCE_MS))
        .header("Authorization", authorization());
  }

  private String wire(String what) throws IOException {
    return wire(what, "HTTP/1.1");
  }

  /** All that comes until the portal ends the connection. */
  private String wire(String what, String protocol) throws IOException {
    try (var socket = new Socket(stack.base().getHost(), stack.base().getPort())) {
      socket.setSoTimeout(PATIENCE_MS);
      var head =
          "GET %s %s\r\nHost: %s\r\nAuthorization: %s\r\n\r\n"
              .formatted(path(what), protocol, stack.base().getAuthority(), authorization());
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private String authorization() {
    return "Bearer " + stack.seed().acme().apiKey().reveal();
  }

  private String path(String what) {
    return "/api/v1/grants/" + grant + "/forward/" + api.base().getAuthority() + "/" + what;
  }

  private static String text(String kind, byte[] body) throws IOException {
    if (!kind.equals("gzip")) {
      return new String(body, ISO_8859_1);
    }
    try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return new String(in.readAllBytes(), ISO_8859_1);
    }
  }
}

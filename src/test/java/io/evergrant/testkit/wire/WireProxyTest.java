package io.evergrant.testkit.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.evergrant.testkit.process.Until;
import io.evergrant.testkit.wire.Interference.Answer;
import io.evergrant.testkit.wire.Interference.Cut;
import io.evergrant.testkit.wire.Interference.DelayAnswer;
import io.evergrant.testkit.wire.Interference.HoldAnswer;
import io.evergrant.testkit.wire.Interference.HoldRequest;
import io.evergrant.testkit.wire.Interference.ResetAfter;
import io.evergrant.testkit.wire.Interference.ResetBefore;
import io.evergrant.testkit.wire.Interference.Trickle;
import io.evergrant.testkit.wire.Interference.Twice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the proxy does to a client and a server, seen by both of them. */
class WireProxyTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final AtomicInteger served = new AtomicInteger();
  private HttpServer server;
  private WireProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          var said = exchange.getRequestBody().readAllBytes();
          served.incrementAndGet();
          exchange.sendResponseHeaders(200, said.length);
          exchange.getResponseBody().write(said);
          exchange.close();
        });
    server.start();
    proxy = WireProxy.remembering(server.getAddress().getPort(), Framing.HTTP);
  }

  @AfterEach
  void stop() {
    proxy.close();
    server.stop(0);
  }

  @Test
  void without_a_rule_all_is_handed_on_and_remembered() throws IOException {
    try (var client = client()) {
      assertThat(ask(client, "first")).endsWith("first");
      assertThat(ask(client, "the second, on the same connection")).endsWith("same connection");
    }
    assertThat(proxy.exchanges())
        .extracting(Exchange::request)
        .satisfiesExactly(
            first -> assertThat(first).endsWith("\r\n\r\nfirst"),
            second -> assertThat(second).endsWith("same connection"));
    assertThat(proxy.exchanges().getFirst().answer()).startsWith("HTTP/1.1 200").endsWith("first");
  }

  @Test
  void a_held_request_reaches_the_server_only_when_it_is_let_go() {
    var rule = proxy.on(says("hold"), new HoldRequest());
    var asking = CompletableFuture.supplyAsync(() -> once("hold"));
    rule.awaitHolding(1, PATIENCE);
    assertThat(once("another")).endsWith("another");
    assertThat(served).hasValue(1);
    rule.deliver();
    assertThat(asking.join()).endsWith("hold");
    assertThat(served).hasValue(2);
  }

  @Test
  void a_held_request_that_is_dropped_never_reaches_the_server() {
    var rule = proxy.on(says("hold"), new HoldRequest());
    var asking = CompletableFuture.supplyAsync(() -> once("hold"));
    rule.awaitHolding(1, PATIENCE);
    rule.drop();
    assertThat(asking.join()).isEmpty();
    assertThat(once("another")).endsWith("another");
    assertThat(served).hasValue(1);
  }

  @Test
  void a_held_request_reaches_the_server_even_when_its_sender_is_dead() throws IOException {
    var rule = proxy.on(says("hold"), new HoldRequest());
    try (var client = client()) {
      send(client, "hold");
      rule.awaitHolding(1, PATIENCE);
    }
    assertThat(served).hasValue(0);
    rule.deliver();
    Until.holds("it was served", PATIENCE, () -> served.get() == 1);
  }

  @Test
  void an_answer_is_held_after_the_server_has_acted() {
    var rule = proxy.on(says("hold"), new HoldAnswer());
    var asking = CompletableFuture.supplyAsync(() -> once("hold"));
    rule.awaitHolding(1, PATIENCE);
    assertThat(served).hasValue(1);
    assertThat(asking).isNotDone();
    rule.deliver();
    assertThat(asking.join()).endsWith("hold");
  }

  @Test
  void an_answer_is_cut_after_so_many_bytes() {
    var whole = once("0123456789");
    proxy.on(says("0123456789"), struck -> new Cut(whole.length() - 10 + struck));
    for (var i = 0; i <= 10; i++) {
      assertThat(undated(once("0123456789")))
          .isEqualTo(undated(whole.substring(0, whole.length() - 10 + i)));
    }
    proxy.clear();
    assertThat(undated(once("0123456789"))).isEqualTo(undated(whole));
  }

  /** The second in which it was answered is not what is compared; its length never changes. */
  private static String undated(String answer) {
    return answer.replaceFirst("Date: [^\\r\\n]*", "Date:");
  }

  @Test
  void a_reset_before_the_request_and_one_after_it_look_alike_but_to_the_server() {
    var before = proxy.on(says("never"), new ResetBefore());
    assertThatThrownBy(() -> once("never")).hasMessageContaining("reset");
    assertThat(before.struck()).isEqualTo(1);
    assertThat(served).hasValue(0);
    proxy.on(says("lost"), new ResetAfter());
    assertThatThrownBy(() -> once("lost")).hasMessageContaining("reset");
    assertThat(served).hasValue(1);
  }

  @Test
  void an_answer_is_given_in_the_place_of_the_server_which_never_sees_the_request()
      throws IOException {
    proxy.on(says("refuse"), new Answer(403, "{\"é\":1}"));
    try (var client = client()) {
      send(client, "refuse");
      var answer = new String(client.getInputStream().readNBytes(87), UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 403 ").endsWith("\r\n\r\n{\"é\":1}");
      assertThat(ask(client, "on the same connection")).endsWith("same connection");
    }
    assertThat(served).hasValue(1);
  }

  @Test
  void a_request_is_delivered_twice_and_answered_once() {
    proxy.on(says("twice"), new Twice());
    assertThat(once("twice")).containsOnlyOnce("HTTP/1.1 200").endsWith("twice");
    assertThat(served).hasValue(2);
    assertThat(proxy.exchanges()).hasSize(2);
  }

  @Test
  void an_answer_trickles_or_comes_late() {
    proxy.on(says("slow"), new Trickle(Duration.ofMillis(2)));
    proxy.on(says("late"), new DelayAnswer(Duration.ofMillis(200)));
    for (var what : new String[] {"slow", "late"}) {
      var begin = System.nanoTime();
      assertThat(once(what)).endsWith(what);
      assertThat(System.nanoTime() - begin).isGreaterThan(Duration.ofMillis(150).toNanos());
    }
  }

  @Test
  void a_server_that_is_away_is_a_connection_that_ends() {
    server.stop(0);
    assertThat(answerOrReset("anything")).isIn("", "reset");
  }

  private String answerOrReset(String body) {
    try {
      return once(body);
    } catch (IllegalStateException e) {
      return "reset";
    }
  }

  private static Predicate<Sent> says(String body) {
    return sent -> sent.text().endsWith("\r\n\r\n" + body);
  }

  private Socket client() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
  }

  private String once(String body) {
    try (var client = client()) {
      return ask(client, body);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void send(Socket client, String body) throws IOException {
    var head = "POST / HTTP/1.1\r\nHost: here\r\nContent-Length: " + body.length();
    client.getOutputStream().write((head + "\r\n\r\n" + body).getBytes(UTF_8));
  }

  /** The answer up to its end, or to the connection's. */
  private static String ask(Socket client, String body) throws IOException {
    send(client, body);
    var answer = new StringBuilder();
    int next;
    while (!isWhole(answer, body.length()) && (next = client.getInputStream().read()) >= 0) {
      answer.append((char) next);
    }
    return answer.toString();
  }

  private static boolean isWhole(StringBuilder answer, int body) {
    var head = answer.indexOf("\r\n\r\n");
    return head >= 0 && answer.length() == head + 4 + body;
  }
}

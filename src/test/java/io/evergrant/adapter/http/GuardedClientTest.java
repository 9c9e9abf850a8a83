package io.evergrant.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.evergrant.adapter.http.Got.Lost;
import io.evergrant.adapter.http.Got.LostCause;
import io.evergrant.adapter.http.Got.NotSent;
import io.evergrant.adapter.http.Got.NotSentCause;
import io.evergrant.adapter.http.Got.Received;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardedClientTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(400);

  /** What a test may take that ends by a short deadline, on a machine that is busy. */
  private static final Duration SOON = Duration.ofSeconds(8);

  private final AtomicInteger lookUps = new AtomicInteger();
  private GuardedClient client = client("127.0.0.0/8", this::loopback);

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void an_answer_is_read_to_its_end_whatever_its_status() throws Exception {
    try (var server =
        new RawServer(
            peer -> {
              peer.request();
              peer.write(
                  "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n"
                      + "Content-Length: 25\r\n\r\n{\"error\":\"invalid_grant\"}");
            })) {
      assertThat(post(server.uri()))
          .asInstanceOf(type(Received.class))
          .satisfies(
              got -> {
                assertThat(got.status()).isEqualTo(400);
                assertThat(got.headers().first("content-TYPE")).contains("application/json");
                assertThat(got.body().text()).isEqualTo("{\"error\":\"invalid_grant\"}");
                assertThat(got.latency()).isPositive();
              });
      assertThat(server.requests())
          .singleElement()
          .asString()
          .startsWith("POST /token HTTP/1.1\r\n")
          .contains("X-One: 1\r\n")
          .contains("Content-Type: application/x-www-form-urlencoded")
          .doesNotContain("Upgrade")
          .doesNotContain("Expect")
          .endsWith("\r\n\r\na=b");
    }
  }

  @Test
  void a_refused_connection_was_never_sent() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertNotSent(post(URI.create("http://127.0.0.1:" + port + "/")), NotSentCause.CONNECT);
  }

  @Test
  void a_name_that_is_not_there_was_never_sent() {
    assertNotSent(post(URI.create("https://nowhere.test/")), NotSentCause.DNS);
  }

  @Test
  void a_private_address_is_refused_by_number_and_by_name() {
    client.close();
    client = client("", this::loopback);
    assertNotSent(post(URI.create("https://127.0.0.1:1/")), NotSentCause.ADDRESS_REFUSED);
    assertNotSent(post(URI.create("https://inside.test:1/")), NotSentCause.ADDRESS_REFUSED);
    assertNotSent(post(URI.create("https://[::1]:1/")), NotSentCause.ADDRESS_REFUSED);
  }

  @Test
  void one_private_address_among_public_ones_is_enough_to_refuse() {
    client.close();
    client = client("", host -> new InetAddress[] {address("8.8.8.8"), address("10.0.0.1")});
    assertNotSent(post(URI.create("https://mixed.test/")), NotSentCause.ADDRESS_REFUSED);
  }

  @Test
  void plain_http_leaves_only_to_loopback_even_if_a_name_says_localhost() {
    client.close();
    client = client("127.0.0.0/8", host -> new InetAddress[] {address("8.8.8.8")});
    assertNotSent(post(URI.create("http://example.org/")), NotSentCause.SCHEME);
    assertNotSent(post(URI.create("http://localhost/")), NotSentCause.ADDRESS_REFUSED);
    assertNotSent(post(URI.create("file:///etc/passwd")), NotSentCause.SCHEME);
  }

  @Test
  void a_name_is_looked_up_once_and_the_judged_address_is_the_one_used() throws Exception {
    try (var server =
        new RawServer(
            peer -> {
              peer.request();
              peer.ok("{}");
            })) {
      // a second look-up would lead elsewhere
      client.close();
      client =
          client(
              "127.0.0.0/8",
              host -> {
                var first = lookUps.incrementAndGet() == 1;
                return new InetAddress[] {address(first ? "127.0.0.1" : "127.9.9.9")};
              });
      assertThat(post(URI.create("http://localhost:" + server.port() + "/")))
          .isInstanceOf(Received.class);
      assertThat(lookUps).hasValue(1);
    }
  }

  @Test
  void a_redirect_is_an_answer_and_is_not_followed() throws Exception {
    try (var elsewhere = new RawServer(peer -> peer.ok(""));
        var server =
            new RawServer(
                peer -> {
                  peer.request();
                  peer.write(
                      "HTTP/1.1 307 Temporary Redirect\r\nLocation: "
                          + elsewhere.uri()
                          + "\r\nContent-Length: 0\r\n\r\n");
                })) {
      assertThat(post(server.uri()))
          .asInstanceOf(type(Received.class))
          .satisfies(got -> assertThat(got.status()).isEqualTo(307));
      assertThat(elsewhere.connections()).isZero();
    }
  }

  @Test
  void a_connection_that_ends_before_an_answer_may_have_been_received_and_is_not_repeated()
      throws Exception {
    try (var closes = new RawServer(RawServer.Peer::request);
        var resets =
            new RawServer(
                peer -> {
                  peer.request();
                  peer.reset();
                })) {
      assertLost(post(closes.uri()), LostCause.RESET);
      assertLost(post(resets.uri()), LostCause.RESET);
      assertLost(get(resets.uri()), LostCause.RESET);
      assertThat(closes.requests()).hasSize(1);
      assertThat(resets.requests()).hasSize(2);
    }
  }

  @Test
  void a_503_with_retry_after_is_not_repeated() throws Exception {
    try (var server =
        new RawServer(
            peer -> {
              while (true) {
                peer.request();
                peer.write("HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n");
              }
            })) {
      assertThat(get(server.uri())).isInstanceOf(Received.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void a_body_that_ends_early_is_cut() throws Exception {
    try (var server =
            new RawServer(
                peer -> {
                  peer.request();
                  peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"access_token\":");
                });
        var chunked =
            new RawServer(
                peer -> {
                  peer.request();
                  peer.write(
                      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"acc\r\n");
                })) {
      assertLost(post(server.uri()), LostCause.CUT);
      assertLost(post(chunked.uri()), LostCause.CUT);
    }
  }

  @Test
  void ten_megabytes_are_not_read() throws Exception {
    try (var server =
        new RawServer(
            peer -> {
              peer.request();
              peer.write("HTTP/1.1 200 OK\r\nContent-Length: 10485760\r\n\r\n");
              for (var i = 0; i < 10_240; i++) {
                peer.write("x".repeat(1024));
              }
            })) {
      assertLost(post(server.uri()), LostCause.TOO_LARGE);
    }
  }

  @Test
  void a_head_without_an_end_is_not_read() throws Exception {
    try (var lines =
            new RawServer(
                peer -> {
                  peer.request();
                  peer.write("HTTP/1.1 200 OK\r\n");
                  while (true) {
                    peer.write("X-More: x\r\n".repeat(100));
                  }
                });
        var line =
            new RawServer(
                peer -> {
                  peer.request();
                  peer.write("HTTP/1.1 200 OK\r\nX-More: ");
                  while (true) {
                    peer.write("x".repeat(1024));
                  }
                })) {
      assertLost(post(lines.uri()), LostCause.TOO_LARGE);
      assertLost(post(line.uri()), LostCause.TOO_LARGE);
    }
  }

  @Test
  void what_is_not_http_is_a_lost_answer() throws Exception {
    try (var server =
        new RawServer(
            peer -> {
              peer.request();
              peer.write("HTTP/1.1 abc\r\n\r\n");
            })) {
      assertThat(post(server.uri())).isInstanceOf(Lost.class);
    }
  }

  @Test
  void a_body_at_the_cap_is_read_and_the_connection_kept() throws Exception {
    var full = "x".repeat(Limits.USUAL.bodyBytes());
    try (var server =
        new RawServer(
            peer -> {
              while (true) {
                peer.request();
                peer.ok(full);
              }
            })) {
      for (var i = 0; i < 3; i++) {
        assertThat(post(server.uri()))
            .asInstanceOf(type(Received.class))
            .satisfies(got -> assertThat(got.body().text()).isEqualTo(full));
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void a_trickle_does_not_outlive_the_deadline() throws Exception {
    try (var head = new RawServer(GuardedClientTest::trickleHead);
        var body = new RawServer(GuardedClientTest::trickleBody)) {
      for (var server : new RawServer[] {head, body}) {
        var before = System.nanoTime();
        assertLost(client.send(ask(server.uri()), SHORT), LostCause.TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(SHORT, SOON);
      }
    }
  }

  @Test
  void a_silent_server_does_not_outlive_the_deadline() throws Exception {
    try (var server =
        new RawServer(
            peer -> {
              peer.request();
              peer.request();
            })) {
      var before = System.nanoTime();
      assertLost(client.send(ask(server.uri()), SHORT), LostCause.TIMEOUT);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SOON);
    }
  }

  @Test
  void a_slow_name_server_does_not_outlive_the_deadline_and_nothing_is_sent_afterwards()
      throws Exception {
    var answered = new CountDownLatch(1);
    try (var server = new RawServer(RawServer.Peer::request)) {
      client.close();
      client =
          client(
              "127.0.0.0/8",
              host -> {
                awaitUninterruptibly(answered);
                return loopback(host);
              });
      var got = client.send(ask(URI.create("http://localhost:" + server.port() + "/")), SHORT);
      assertThat(got)
          .asInstanceOf(type(NotSent.class))
          .satisfies(
              notSent -> {
                assertThat(notSent.cause()).isEqualTo(NotSentCause.DNS);
                assertThat(notSent.timeout()).isTrue();
              });
      answered.countDown();
      // whatever the late look-up does has half a second to do it
      assertThat(stays(() -> server.requests().isEmpty())).isTrue();
    }
  }

  @Test
  void a_server_that_does_not_speak_tls_was_never_sent() throws Exception {
    try (var server =
        new RawServer(
            peer -> {
              peer.socket().getInputStream().read();
              peer.write("HTTP/1.1 400 Bad Request\r\n\r\n");
            })) {
      var https = URI.create("https://127.0.0.1:" + server.port() + "/");
      assertNotSent(post(https), NotSentCause.TLS);
    }
  }

  @Test
  void a_handshake_that_hangs_was_never_sent() throws Exception {
    try (var server = new RawServer(RawServer.Peer::request)) {
      var https = URI.create("https://127.0.0.1:" + server.port() + "/");
      assertNotSent(client.send(ask(https), SHORT), NotSentCause.TLS);
    }
  }

  @Test
  void a_kept_connection_that_was_closed_meanwhile_is_not_used_again() throws Exception {
    try (var server =
        new RawServer(
            peer -> {
              peer.request();
              peer.ok("{}");
              peer.socket().close();
            })) {
      for (var i = 1; i <= 5; i++) {
        assertThat(post(server.uri())).as("request " + i).isInstanceOf(Received.class);
        // the end of the connection is on its way over loopback
        Thread.sleep(20);
      }
      assertThat(server.connections()).isEqualTo(5);
    }
  }

  @Test
  void a_kept_connection_that_dies_with_the_request_may_have_delivered_it() throws Exception {
    try (var server =
        new RawServer(
            peer -> {
              peer.request();
              peer.ok("{}");
              peer.request();
              peer.reset();
            })) {
      assertThat(post(server.uri())).isInstanceOf(Received.class);
      assertLost(post(server.uri()), LostCause.RESET);
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void an_interrupt_does_not_lose_an_answer() throws Exception {
    var sent = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    try (var server =
        new RawServer(
            peer -> {
              peer.request();
              sent.countDown();
              go.await();
              peer.ok("{}");
            })) {
      var got = new Got[1];
      var flag = new boolean[1];
      var caller =
          Thread.ofVirtual()
              .start(
                  () -> {
                    got[0] = post(server.uri());
                    flag[0] = Thread.currentThread().isInterrupted();
                  });
      sent.await();
      caller.interrupt();
      go.countDown();
      caller.join();
      assertThat(got[0]).isInstanceOf(Received.class);
      assertThat(flag[0]).isTrue();
    }
  }

  @Test
  void cookies_are_neither_kept_nor_sent() throws Exception {
    try (var server =
        new RawServer(
            peer -> {
              while (true) {
                peer.request();
                peer.write(
                    "HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Path=/\r\nContent-Length: 0\r\n\r\n");
              }
            })) {
      post(server.uri());
      post(server.uri());
      assertThat(server.requests())
          .hasSize(2)
          .allSatisfy(r -> assertThat(r).doesNotContain("a=b;"));
    }
  }

  @Test
  void P11_neither_a_request_nor_an_answer_prints_what_it_carries() throws Exception {
    try (var server =
        new RawServer(
            peer -> {
              peer.request();
              peer.ok("{\"refresh_token\":\"canary\"}");
            })) {
      var ask =
          Ask.post(
              URI.create(server.uri() + "?code=canary"),
              Map.of("Authorization", "Basic canary", "Content-Type", "text/plain"),
              "canary");
      assertThat(ask.toString() + client.send(ask, DEADLINE)).doesNotContain("canary");
    }
  }

  private static void trickleHead(RawServer.Peer peer) throws IOException, InterruptedException {
    peer.request();
    peer.write("HTTP/1.1 200 OK\r\n");
    while (true) {
      peer.write("X-More: x\r\n");
      Thread.sleep(30);
    }
  }

  private static void trickleBody(RawServer.Peer peer) throws IOException, InterruptedException {
    peer.request();
    peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
    while (true) {
      peer.write("x");
      Thread.sleep(30);
    }
  }

  private Got post(URI uri) {
    return client.send(ask(uri), DEADLINE);
  }

  private Got get(URI uri) {
    return client.send(Ask.get(uri, Map.of()), DEADLINE);
  }

  private static Ask ask(URI uri) {
    return Ask.post(
        uri, Map.of("X-One", "1", "Content-Type", "application/x-www-form-urlencoded"), "a=b");
  }

  private static void assertNotSent(Got got, NotSentCause cause) {
    assertThat(got)
        .asInstanceOf(type(NotSent.class))
        .satisfies(notSent -> assertThat(notSent.cause()).isEqualTo(cause));
  }

  private static void assertLost(Got got, LostCause cause) {
    assertThat(got)
        .asInstanceOf(type(Lost.class))
        .satisfies(lost -> assertThat(lost.cause()).isEqualTo(cause));
  }

  private GuardedClient client(String allowed, Names names) {
    return new GuardedClient(
        AddressPolicy.allowing(allowed),
        Limits.USUAL,
        names,
        DefaultClientTlsStrategy.createDefault(),
        System::nanoTime);
  }

  /** A name server in one method. */
  private interface Names extends DnsResolver {
    @Override
    default String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  private InetAddress[] loopback(String host) throws UnknownHostException {
    if (host.equals("nowhere.test")) {
      throw new UnknownHostException(host);
    }
    return new InetAddress[] {
      host.endsWith(".test")
          ? address("127.0.0.1")
          : Cidr.literal(host.equals("localhost") ? "127.0.0.1" : host.replaceAll("[\\[\\]]", ""))
    };
  }

  private static InetAddress address(String literal) {
    return Cidr.literal(literal);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether something goes on being true for half a second. */
  private static boolean stays(java.util.function.BooleanSupplier holds)
      throws InterruptedException {
    var until = System.nanoTime() + 500_000_000L;
    while (System.nanoTime() < until) {
      if (!holds.getAsBoolean()) {
        return false;
      }
      Thread.sleep(10);
    }
    return true;
  }
}

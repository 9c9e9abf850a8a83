package io.evergrant.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.evergrant.adapter.http.Streamed.Begun;
import io.evergrant.adapter.http.Streamed.Crowded;
import io.evergrant.adapter.http.Streamed.Gone;
import io.evergrant.adapter.http.Streamed.Line;
import io.evergrant.adapter.http.Streamed.NotBegun;
import io.evergrant.adapter.http.Streamed.SourceBroken;
import io.evergrant.testkit.Zeros;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardedStreamTest {
  private GuardedStream stream = stream("127.0.0.0/8", Duration.ofSeconds(20));

  @AfterEach
  void close() {
    stream.close();
  }

  @Test
  void an_answer_begins_before_it_ends() throws Exception {
    var read = new CountDownLatch(1);
    try (var server =
        new RawServer(
            peer -> {
              peer.request();
              peer.write("HTTP/1.1 200 OK\r\nX-A: 1\r\nX-A: 2\r\nContent-Length: 9\r\n\r\nfirst");
              read.await();
              peer.write(" end");
            })) {
      var begun = begun(stream.send(get(server.uri())));
      assertThat(begun.fields()).contains(new Line("X-A", "1"), new Line("X-A", "2"));
      assertThat(begun.length()).isEqualTo(9);
      var body = Objects.requireNonNull(begun.body());
      assertThat(text(body.readNBytes(5))).isEqualTo("first");
      read.countDown();
      assertThat(text(body.readAllBytes())).isEqualTo(" end");
      begun.end().run();
      begun.end().run();
    }
  }

  @Test
  void an_answer_that_breaks_off_is_an_error_and_no_end() throws Exception {
    for (var head :
        List.of(
            "Content-Length: 9\r\n\r\nfirst", "Transfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n")) {
      try (var server =
          new RawServer(
              peer -> {
                peer.request();
                peer.write("HTTP/1.1 200 OK\r\n" + head);
              })) {
        var body = Objects.requireNonNull(begun(stream.send(get(server.uri()))).body());
        assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void nothing_is_followed_and_nothing_repeated() throws Exception {
    try (var server =
        new RawServer(
            peer -> {
              peer.request();
              peer.write("HTTP/1.1 307 X\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
            })) {
      assertThat(begun(stream.send(get(server.uri()))).status()).isEqualTo(307);
      assertThat(server.requests()).hasSize(1);
    }
    try (var server =
        new RawServer(
            peer -> {
              peer.request();
              peer.reset();
            })) {
      assertThat(stream.send(get(server.uri()))).isEqualTo(new Gone(false));
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void a_body_is_sent_as_it_comes_with_its_type_and_length() throws Exception {
    try (var server =
        new RawServer(
            peer -> {
              peer.request();
              peer.ok("");
            })) {
      var fields = List.of(new Line("Content-Type", "text/x-own; a=b"));
      begun(stream.send(post(server.uri(), fields, bytes("hello"), 5))).end().run();
      assertThat(server.requests())
          .singleElement()
          .asString()
          .contains("Content-Type: text/x-own; a=b\r\n", "Content-Length: 5\r\n")
          .endsWith("\r\n\r\nhello");
    }
  }

  @Test
  void a_body_that_breaks_off_is_not_the_providers_fault() throws Exception {
    try (var server = new RawServer(peer -> peer.request())) {
      var broken =
          new InputStream() {
            @Override
            public int read() throws IOException {
              throw new IOException("the caller went away");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
              throw new IOException("the caller went away");
            }
          };
      assertThat(stream.send(post(server.uri(), List.of(), broken, 5)))
          .isEqualTo(new SourceBroken());
    }
  }

  @Test
  void an_answer_that_came_before_the_whole_body_was_taken_is_the_answer() throws Exception {
    var whole = 64L * 1024 * 1024;
    for (var length : List.of(whole, -1L)) {
      try (var server =
          new RawServer(
              peer -> {
                peer.socket().getInputStream().readNBytes(50);
                peer.write("HTTP/1.1 401 No\r\nContent-Length: 2\r\n\r\nno");
              })) {
        var begun = begun(stream.send(post(server.uri(), List.of(), new Zeros(whole), length)));
        assertThat(begun.status()).isEqualTo(401);
        assertThat(text(Objects.requireNonNull(begun.body()).readAllBytes())).isEqualTo("no");
        begun.end().run();
        assertThat(stream.send(get(server.uri()))).isInstanceOf(Begun.class);
        assertThat(server.connections()).as("the first one is of no more use").isEqualTo(2);
      }
    }
  }

  @Test
  void an_answer_that_has_begun_does_not_end_the_body() throws Exception {
    try (var server =
        new RawServer(
            peer -> {
              peer.write("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\n");
              var request = peer.request();
              peer.write("X-Taken: " + request.length() + "\r\nContent-Length: 0\r\n\r\n");
            })) {
      begun(stream.send(post(server.uri(), List.of(), new Zeros(5_000_000), 5_000_000)));
      assertThat(server.requests()).singleElement().asString().hasSizeGreaterThan(5_000_000);
    }
  }

  @Test
  void without_an_answer_a_connection_that_ends_under_the_body_is_gone() throws Exception {
    try (var server =
        new RawServer(
            peer -> {
              peer.socket().getInputStream().readNBytes(50);
              peer.reset();
            })) {
      assertThat(stream.send(post(server.uri(), List.of(), new Zeros(64_000_000), 64_000_000)))
          .isEqualTo(new Gone(false));
    }
  }

  @Test
  void a_body_without_a_length_that_breaks_off_has_no_end() throws Exception {
    var received = new StringBuilder();
    var over = new CountDownLatch(1);
    try (var server =
        new RawServer(
            peer -> {
              try {
                var in = peer.socket().getInputStream();
                for (var next = in.read(); next >= 0; next = in.read()) {
                  received.append((char) next);
                }
              } finally {
                over.countDown();
              }
            })) {
      var broken =
          new SequenceInputStream(
              bytes("beginning"),
              new InputStream() {
                @Override
                public int read() throws IOException {
                  throw new IOException("the caller went away");
                }

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                  throw new IOException("the caller went away");
                }
              });
      assertThat(stream.send(post(server.uri(), List.of(), broken, -1)))
          .isEqualTo(new SourceBroken());
      assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(received.toString()).doesNotContain("\r\n0\r\n");
    }
  }

  @Test
  void where_no_connection_comes_free_nothing_was_sent() throws Exception {
    try (var server =
        new RawServer(
            peer -> {
              peer.request();
              peer.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nfirst");
              peer.request();
            })) {
      var open = new ArrayList<Begun>();
      for (var i = 0; i < GuardedStream.A_HOST; i++) {
        open.add(begun(stream.send(get(server.uri()))));
      }
      assertThat(stream.send(get(server.uri()))).isEqualTo(new Crowded());
      open.getFirst().end().run();
      begun(stream.send(get(server.uri())));
    }
  }

  @Test
  void silence_has_an_end() throws Exception {
    stream.close();
    stream = stream("127.0.0.0/8", Duration.ofMillis(300));
    var over = new CountDownLatch(1);
    try (var server =
        new RawServer(
            peer -> {
              peer.request();
              over.await();
            })) {
      assertThat(stream.send(get(server.uri()))).isEqualTo(new Gone(true));
      over.countDown();
    }
  }

  @Test
  void a_private_address_is_refused_by_number_and_by_name() {
    stream.close();
    stream = stream("", Duration.ofSeconds(5));
    for (var address : List.of("https://127.0.0.1:1/", "https://inside.test:1/", "http://a.test")) {
      assertThat(stream.send(get(URI.create(address))))
          .asInstanceOf(type(NotBegun.class))
          .satisfies(not -> assertThat(not.refused()).as(address).isTrue());
    }
  }

  private static Begun begun(Streamed streamed) {
    assertThat(streamed).isInstanceOf(Begun.class);
    return (Begun) streamed;
  }

  private static StreamAsk get(URI uri) {
    return new StreamAsk("GET", uri, List.of(), null, -1);
  }

  private static StreamAsk post(
      URI uri, List<Line> fields, @Nullable InputStream body, long length) {
    return new StreamAsk("POST", uri, fields, body, length);
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static GuardedStream stream(String allowed, Duration silence) {
    return new GuardedStream(
        AddressPolicy.allowing(allowed),
        new org.apache.hc.client5.http.DnsResolver() {
          @Override
          public InetAddress[] resolve(String host) throws UnknownHostException {
            return new InetAddress[] {InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})};
          }

          @Override
          public String resolveCanonicalHostname(String host) {
            return host;
          }
        },
        DefaultClientTlsStrategy.createDefault(),
        System::nanoTime,
        silence,
        Duration.ofMillis(200));
  }
}

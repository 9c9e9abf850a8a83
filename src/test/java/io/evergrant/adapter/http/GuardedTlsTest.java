package io.evergrant.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.evergrant.adapter.http.Got.NotSent;
import io.evergrant.adapter.http.Got.NotSentCause;
import io.evergrant.adapter.http.Got.Received;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates: a provider is who its name says, or nothing is sent. */
class GuardedTlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final AtomicInteger REQUESTS = new AtomicInteger();

  @TempDir static Path folder;
  private static KeyStore keys;
  private static SSLServerSocket server;

  @BeforeAll
  static void start() throws Exception {
    keys = certificateFor("provider.test");
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(GuardedTlsTest::serve);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void a_certificate_that_nobody_vouches_for_stops_the_request() throws Exception {
    try (var client = client(KeyStore.getInstance(KeyStore.getDefaultType()))) {
      assertRefused(client, "provider.test");
    }
  }

  @Test
  void a_certificate_of_another_name_stops_the_request() throws Exception {
    try (var client = client(keys)) {
      assertRefused(client, "other.test");
    }
  }

  @Test
  void a_good_certificate_lets_the_request_through() throws Exception {
    try (var client = client(keys)) {
      var before = REQUESTS.get();
      assertThat(send(client, "provider.test")).isInstanceOf(Received.class);
      assertThat(REQUESTS).hasValue(before + 1);
    }
  }

  private static void assertRefused(GuardedClient client, String host) {
    var before = REQUESTS.get();
    assertThat(send(client, host))
        .asInstanceOf(type(NotSent.class))
        .satisfies(not -> assertThat(not.cause()).isEqualTo(NotSentCause.TLS));
    assertThat(REQUESTS).hasValue(before);
  }

  private static Got send(GuardedClient client, String host) {
    var uri = URI.create("https://" + host + ":" + server.getLocalPort() + "/token");
    return client.send(Ask.get(uri, Map.of()), Duration.ofSeconds(20));
  }

  private static GuardedClient client(KeyStore trusted) throws Exception {
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    if (trusted.equals(keys)) {
      trust.init(trusted);
    } else {
      trust.init((KeyStore) null);
    }
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return new GuardedClient(
        AddressPolicy.allowing("127.0.0.0/8"),
        Limits.USUAL,
        new Loopback(),
        new DefaultClientTlsStrategy(context),
        System::nanoTime);
  }

  private static void serve() {
    while (!server.isClosed()) {
      try (var peer = server.accept()) {
        var in = peer.getInputStream();
        var head = new StringBuilder();
        for (int read = in.read(); read >= 0 && head.indexOf("\r\n\r\n") < 0; ) {
          head.append((char) read);
          if (head.indexOf("\r\n\r\n") < 0) {
            read = in.read();
          }
        }
        if (!head.isEmpty()) {
          REQUESTS.incrementAndGet();
          peer.getOutputStream()
              .write(
                  "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                      .getBytes(StandardCharsets.US_ASCII));
        }
      } catch (IOException e) {
        // a handshake that the client refused, or the end of the test
      }
    }
  }

  private static KeyStore certificateFor(String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    var file = folder.resolve("keys.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var made =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "provider",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:" + name,
                "-ext",
                "bc:c",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start()
            .waitFor();
    assertThat(made).as(Files.readString(folder.resolve("keytool.log"))).isZero();
    var pair = KeyStore.getInstance(file.toFile(), PASSWORD);
    // a trust anchor is an entry of its own
    pair.setCertificateEntry("trusted", pair.getCertificate("provider"));
    return pair;
  }

  private record Loopback() implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) {
      return new InetAddress[] {Cidr.literal("127.0.0.1")};
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}

package io.evergrant.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.evergrant.testkit.OwnCertificate;
import io.evergrant.usecase.port.ProviderReach.Looked;
import io.evergrant.usecase.port.ProviderReach.Reason;
import io.evergrant.usecase.port.ProviderReach.Shaken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real handshakes on loopback, with certificates of each kind. */
class AskedReachTest {
  private static final String HOST = "provider.test";
  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final InstantSource NOW = InstantSource.system();

  @TempDir static Path folder;
  private static final KeyStore AUTHORITY = emptyStore();
  private static @Nullable SSLServerSocket server;

  @BeforeAll
  static void start() throws Exception {
    var own = OwnCertificate.of(folder, HOST);
    try (var pem = Files.newInputStream(own.pem())) {
      AUTHORITY.setCertificateEntry(
          "own", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    var made =
        (SSLServerSocket)
            own.server()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    server = made;
    Thread.ofVirtual().start(() -> serve(made));
  }

  @AfterAll
  static void stop() throws IOException {
    server().close();
  }

  @Test
  void a_good_certificate_is_read() {
    assertThat(reach(AUTHORITY, NOW).shakeHands(at(HOST)))
        .asInstanceOf(type(Shaken.Secure.class))
        .satisfies(
            secure -> {
              assertThat(secure.protocol()).startsWith("TLSv1.");
              assertThat(secure.certificate().subject()).isEqualTo("CN=" + HOST);
              assertThat(secure.certificate().issuer()).isEqualTo("CN=" + HOST);
              assertThat(secure.certificate().names()).containsExactly(HOST);
              assertThat(secure.certificate().until()).isAfter(NOW.instant());
            });
  }

  @Test
  void a_certificate_of_another_name_is_told_from_one_that_nobody_vouches_for() {
    assertRefused(reach(AUTHORITY, NOW).shakeHands(at("other.test")), Reason.OTHER_NAME);
    assertRefused(reach(null, NOW).shakeHands(at(HOST)), Reason.NOT_TRUSTED);
  }

  /** By our clock; whoever judges for real goes by the machine's, and refuses for that reason. */
  @Test
  void an_ended_certificate_is_told_first_and_so_is_one_that_has_not_begun() {
    var later = InstantSource.fixed(NOW.instant().plus(Duration.ofDays(3)));
    assertRefused(reach(null, later).shakeHands(at(HOST)), Reason.EXPIRED);
    var earlier = InstantSource.fixed(Instant.EPOCH);
    assertRefused(reach(null, earlier).shakeHands(at(HOST)), Reason.NOT_YET_GOOD);
  }

  private static void assertRefused(Shaken shaken, Reason reason) {
    assertThat(shaken)
        .asInstanceOf(type(Shaken.Refused.class))
        .satisfies(
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused.certificate()).isNotNull();
            });
  }

  @Test
  void what_speaks_no_tls_is_no_handshake_and_what_does_not_listen_no_connection()
      throws Exception {
    try (var plain = new RawServer(peer -> peer.write("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
      assertThat(reach(AUTHORITY, NOW).shakeHands(at(HOST, plain.port())))
          .asInstanceOf(type(Shaken.Refused.class))
          .satisfies(
              refused -> {
                assertThat(refused.reason()).isEqualTo(Reason.NO_HANDSHAKE);
                assertThat(refused.certificate()).isNull();
              });
    }
    // held, so that nobody else listens there meanwhile
    try (var deaf = new Socket()) {
      deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      assertThat(reach(AUTHORITY, NOW).shakeHands(at(HOST, deaf.getLocalPort())))
          .isInstanceOf(Shaken.NoConnection.class);
    }
  }

  @Test
  void a_server_that_says_nothing_is_not_waited_for() throws Exception {
    var over = new CountDownLatch(1);
    try (var silent = new RawServer(peer -> over.await())) {
      var start = System.nanoTime();
      assertThat(reach(AUTHORITY, NOW).shakeHands(at(HOST, silent.port())))
          .isInstanceOf(Shaken.TooSlow.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.multipliedBy(2));
      over.countDown();
    }
  }

  @Test
  void http_on_loopback_has_nothing_to_show() {
    var plain = URI.create("http://127.0.0.1:1/token");
    assertThat(reach(AUTHORITY, NOW).shakeHands(plain)).isEqualTo(new Shaken.Plain());
  }

  @Test
  void a_name_is_looked_up_and_judged() {
    assertThat(looked("127.0.0.0/8", "127.0.0.1", at(HOST)))
        .asInstanceOf(type(Looked.Found.class))
        .satisfies(found -> assertThat(found.addresses()).containsExactly("127.0.0.1"));
    assertThat(looked("", "10.1.2.3", at(HOST))).isEqualTo(new Looked.Refused("10.1.2.3"));
    assertThat(looked("", "10.1.2.3", URI.create("http://provider.test/")))
        .isEqualTo(new Looked.NotHttps());
    assertThat(looked("", null, at(HOST))).isEqualTo(new Looked.Unknown());
  }

  @Test
  void nothing_is_connected_to_that_may_not_be() {
    var reach =
        new AskedReach(AddressPolicy.allowing(""), new Names("127.0.0.1"), usual(), DEADLINE);
    assertThat(reach.shakeHands(at(HOST))).isInstanceOf(Shaken.NoConnection.class);
  }

  @Test
  void a_look_up_that_takes_its_time_is_not_waited_for() {
    var reach = new AskedReach(AddressPolicy.allowing(""), new Slow(), usual(), DEADLINE);
    assertThat(reach.lookUp(at(HOST))).isEqualTo(new Looked.TooSlow());
  }

  private static Looked looked(String allowed, @Nullable String address, URI at) {
    return new AskedReach(AddressPolicy.allowing(allowed), new Names(address), usual(), DEADLINE)
        .lookUp(at);
  }

  private static Handshake usual() {
    return new Handshake(Handshake.usualTrust(), NOW);
  }

  private static AskedReach reach(@Nullable KeyStore anchors, InstantSource clock) {
    return new AskedReach(
        AddressPolicy.allowing("127.0.0.0/8"),
        new Names("127.0.0.1"),
        new Handshake(Handshake.trusting(anchors), clock),
        DEADLINE);
  }

  private static URI at(String host) {
    return at(host, server().getLocalPort());
  }

  private static URI at(String host, int port) {
    return URI.create("https://" + host + ":" + port + "/token");
  }

  private static SSLServerSocket server() {
    return Objects.requireNonNull(server);
  }

  private static KeyStore emptyStore() {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static void serve(SSLServerSocket listening) {
    while (!listening.isClosed()) {
      try (var peer = (SSLSocket) listening.accept()) {
        peer.startHandshake();
      } catch (IOException e) {
        // a handshake that was refused, or the end of the test
      }
    }
  }

  private record Names(@Nullable String address) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      if (address == null) {
        throw new UnknownHostException(host);
      }
      return new InetAddress[] {Cidr.literal(address)};
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  private record Slow() implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      try {
        Thread.sleep(Duration.ofSeconds(30));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new UnknownHostException(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}

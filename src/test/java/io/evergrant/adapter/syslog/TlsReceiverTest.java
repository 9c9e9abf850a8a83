package io.evergrant.adapter.syslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.evergrant.domain.audit.ReceiverTrouble;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.testkit.OwnCertificate;
import io.evergrant.usecase.port.SyslogReceiver.Failed;
import io.evergrant.usecase.port.SyslogReceiver.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receivers that behave, and receivers that do not. */
class TlsReceiverTest {
  private static final Message EVENT =
      new Message(new TenantId(UUID.randomUUID()), "Acme", "signed_in", null, 1, 1L, "{}");

  @TempDir static Path folder;
  private static OwnCertificate good;
  private static OwnCertificate other;

  private ServerSocket server;
  private OwnCertificate own;
  private String[] versions;
  private boolean asks;

  @BeforeAll
  static void certificates() {
    good = OwnCertificate.of(folder, "localhost");
    other = OwnCertificate.of(folder, "logs.elsewhere.example");
  }

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getByName("localhost"));
    own = good;
    versions = new String[] {"TLSv1.3", "TLSv1.2"};
    asks = false;
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void what_was_read_to_its_end_has_arrived(String version) throws IOException {
    versions = new String[] {version};
    var heard =
        serving(
            (tls, bare) -> {
              var text = readAll(tls, bare);
              tls.close();
              return text;
            });
    try (var line = receiver(good.pem()).open()) {
      line.send(List.of(EVENT));
      line.rest();
      line.send(List.of(EVENT, EVENT));
      line.rest();
      line.end();
    }
    assertThat(heard.join().split("<110>1 ")).hasSize(4);
  }

  @Test
  void what_was_left_unread_has_not_arrived() {
    var unused =
        serving(
            (tls, bare) -> {
              tls.getInputStream().readNBytes(10);
              Thread.sleep(700);
              bare.close();
              return "";
            });
    // more than one record: its process has the first, its kernel the others
    assertThat(sending(good.pem(), 500)).isEqualTo(ReceiverTrouble.BROKEN_OFF);
  }

  /** A kernel tells a reset once, and it was our own close_notify that was told. */
  @Test
  void a_reset_that_our_end_meets_is_not_taken_for_the_receivers_end() {
    var rested = new CompletableFuture<Boolean>();
    var reset =
        serving(
            (tls, bare) -> {
              tls.getInputStream().readNBytes(10);
              rested.join();
              bare.setSoLinger(true, 0);
              bare.close();
              return "";
            });
    try (var line = receiver(good.pem()).open()) {
      line.send(List.of(EVENT));
      line.rest();
      rested.complete(true);
      reset.join();
      assertThatThrownBy(line::end).isInstanceOf(Failed.class);
    }
  }

  /** As a process that is stopped in good order: it says so, and has not read what came late. */
  @Test
  void a_receiver_that_ends_by_itself_is_not_taken_for_one_that_heard_our_end() {
    var unused =
        serving(
            (tls, bare) -> {
              tls.getInputStream().readNBytes(10);
              tls.close();
              return "";
            });
    assertThat(sending(good.pem(), 1)).isEqualTo(ReceiverTrouble.BROKEN_OFF);
  }

  @Test
  void a_receiver_that_does_not_read_stops_nobody_for_ever() {
    var unused =
        serving(
            (tls, bare) -> {
              tls.startHandshake();
              Thread.sleep(20_000);
              return "";
            });
    assertThat(sending(good.pem(), 200_000)).isEqualTo(ReceiverTrouble.BROKEN_OFF);
  }

  @Test
  void nobody_else_is_trusted() {
    var unused = serving(TlsReceiverTest::readAll);
    assertThat(sending(other.pem(), 1)).isEqualTo(ReceiverTrouble.NOT_TRUSTED);
    unused = serving(TlsReceiverTest::readAll);
    assertThat(sending(null, 1)).isEqualTo(ReceiverTrouble.NOT_TRUSTED);
    own = other;
    unused = serving(TlsReceiverTest::readAll);
    assertThat(sending(other.pem(), 1))
        .as("of another name")
        .isEqualTo(ReceiverTrouble.NOT_TRUSTED);
  }

  @Test
  void a_receiver_that_asks_who_comes_refuses_whoever_brings_nothing() {
    asks = true;
    var unused = serving(TlsReceiverTest::readAll);
    // it tells why, but what was sent meanwhile may be reset before that is heard
    assertThat(sending(good.pem(), 1))
        .isIn(ReceiverTrouble.NOT_TRUSTED, ReceiverTrouble.BROKEN_OFF);
  }

  @Test
  void nobody_is_there() throws IOException {
    server.close();
    assertThat(sending(good.pem(), 1)).isEqualTo(ReceiverTrouble.UNREACHABLE);
  }

  @Test
  void papers_that_are_none_stop_the_start() {
    for (var papers :
        List.of(
            new Papers(good.key(), null),
            new Papers(null, new Papers.Own(good.pem(), good.pem())),
            new Papers(null, new Papers.Own(good.key(), good.key())))) {
      assertThatThrownBy(() -> receiver(papers)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** What comes of so many messages. */
  private @Nullable ReceiverTrouble sending(@Nullable Path authority, int messages) {
    var failed =
        catchThrowableOfType(
            Failed.class,
            () -> {
              try (var line = receiver(authority).open()) {
                line.send(Collections.nCopies(messages, EVENT));
                line.rest();
                line.end();
              }
            });
    return failed == null ? null : failed.why();
  }

  private TlsReceiver receiver(@Nullable Path authority) {
    return receiver(new Papers(authority, null));
  }

  private TlsReceiver receiver(Papers papers) {
    return new TlsReceiver(
        new SyslogSettings(
            "localhost",
            server.getLocalPort(),
            papers,
            Facility.AUDIT,
            "grants.example.com",
            "n1",
            SyslogSettings.NOBODYS,
            Duration.ofMillis(200),
            Duration.ofSeconds(2)));
  }

  private static String readAll(SSLSocket tls, Socket bare) throws IOException {
    return new String(tls.getInputStream().readAllBytes(), UTF_8);
  }

  /** The next connection. */
  private CompletableFuture<String> serving(Behaviour behaviour) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (var bare = server.accept()) {
            var sockets = own.server().getSocketFactory();
            var tls = (SSLSocket) sockets.createSocket(bare, null, bare.getPort(), true);
            tls.setUseClientMode(false);
            tls.setEnabledProtocols(versions);
            tls.setNeedClientAuth(asks);
            return behaviour.of(tls, bare);
          } catch (IOException e) {
            return "broken: " + e.getMessage();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        Thread::startVirtualThread);
  }

  /** What a receiver does with a connection. */
  private interface Behaviour {
    String of(SSLSocket tls, Socket bare) throws IOException, InterruptedException;
  }
}

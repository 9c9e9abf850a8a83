package io.evergrant.it.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.LinkedLogStore;
import io.evergrant.adapter.postgresql.SyslogStore;
import io.evergrant.adapter.syslog.Facility;
import io.evergrant.adapter.syslog.Papers;
import io.evergrant.adapter.syslog.SyslogSettings;
import io.evergrant.adapter.syslog.TlsReceiver;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.ReceiverTrouble;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.testkit.OwnCertificate;
import io.evergrant.testkit.Rsyslog;
import io.evergrant.testkit.Rsyslog.Driver;
import io.evergrant.testkit.Rsyslog.Received;
import io.evergrant.usecase.audit.RecordStream;
import io.evergrant.usecase.audit.StreamLog;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.SyslogCursors.Reached;
import io.evergrant.usecase.port.SyslogCursors.Taken;
import io.evergrant.usecase.port.SyslogReceiver;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes send the logs of two tenants from PostgreSQL to a real rsyslog. */
class SyslogIT {
  private static final String ODD = "Ünï]\"c\\o\nde 日本";
  private static final Duration LATER = Duration.ofMinutes(2);

  @TempDir static Path folder;
  private static RealVault vault;
  private static OwnCertificate host;
  private static OwnCertificate elsewhere;
  private static OwnCertificate sender;

  private final Household acme = new Household();
  private final Household odd = new Household();
  private final SyslogStore cursors = new SyslogStore(Server.db());
  private Chain chain;
  private Rsyslog rsyslog;

  @BeforeAll
  static void start() {
    vault = new RealVault();
    host = OwnCertificate.of(folder, "localhost");
    elsewhere = OwnCertificate.of(folder, "logs.elsewhere.example");
    sender = OwnCertificate.of(folder, "evergrant");
  }

  /** What other tests left in the log is none of this one's. */
  @BeforeEach
  void two_logs() {
    Server.asSuperuser("UPDATE tenant SET name = '%s' WHERE id = '%s'".formatted(ODD, odd.tenant));
    chain = new Chain("n1", vault.signer, null);
    chain.runUp();
    Server.asSuperuser(
        """
        INSERT INTO syslog_cursor (tenant_id, sequence, checkpoint)
        SELECT t.id, max(l.sequence), max(l.sequence)
        FROM tenant t
        JOIN audit_link l ON l.tenant_id = t.id
        GROUP BY t.id
        ON CONFLICT (tenant_id) DO UPDATE
        SET sequence = excluded.sequence, checkpoint = excluded.checkpoint
        """);
    Server.asSuperuser(
        "DELETE FROM syslog_cursor WHERE tenant_id IN ('%s', '%s')"
            .formatted(acme.tenant, odd.tenant));
    Server.asSuperuser(
        "UPDATE syslog_stream SET lease_until = NULL, rests_until = NULL, trouble = NULL,"
            + " trouble_since = NULL, failures = 0");
    receiver(Driver.OPENSSL, host);
  }

  @AfterEach
  void stop_receiving() {
    rsyslog.close();
  }

  @AfterAll
  static void stop() {
    Server.resetClock();
  }

  @ParameterizedTest
  @EnumSource
  void P18_nothing_is_lost_while_the_receiver_is_down_and_each_log_arrives_in_order(Driver driver) {
    receiver(driver, host);
    rsyslog.start();
    append(acme, 20);
    append(odd, 20);
    sign();
    assertThat(node("n1").run()).isGreaterThanOrEqualTo(40);
    assertArrived();
    assertThat(cursors.standing().trouble()).isNull();

    rsyslog.kill();
    append(acme, 20);
    append(odd, 20);
    sign();
    for (var i = 0; i < 3; i++) {
      assertThat(node("n1").run()).isZero();
      assertThat(cursors.standing().trouble()).isEqualTo(ReceiverTrouble.UNREACHABLE);
      assertThat(cursors.claim("n2", LATER)).as("it is given a rest").isEmpty();
      Server.shiftClock(LATER);
    }
    assertThat(cursors.standing().waiting()).isGreaterThanOrEqualTo(40);
    append(acme, 5);
    chain.runUp();
    rsyslog.start();
    assertThat(node("n2").run()).isGreaterThanOrEqualTo(45);
    assertArrived();
    assertThat(rsyslog.received()).as("and nothing twice").doesNotHaveDuplicates();
    assertThat(cursors.standing().trouble()).isNull();
    assertThat(rsyslog.received())
        .filteredOn(one -> one.tenant().equals(odd.tenant.toString()))
        .extracting(Received::organisation)
        .containsOnly("Ünï\\]\\\"c\\\\o de 日本");
  }

  /** Its kernel took everything, its process read nothing. */
  @Test
  void P18_what_a_killed_receiver_had_not_read_is_sent_again() {
    rsyslog.start();
    append(acme, 3);
    chain.runUp();
    var node = node("n1");
    node.run();
    append(acme, 50);
    chain.runUp();
    var still = new Interrupted(receiverOf(host), rsyslog::standStill, () -> {});
    assertThat(node("n1", still).run()).isZero();
    assertThat(cursors.standing().trouble()).isEqualTo(ReceiverTrouble.BROKEN_OFF);
    rsyslog.kill();
    rsyslog.start();
    Server.shiftClock(LATER);
    node.run();
    assertArrived();
  }

  @Test
  void P18_what_a_node_sent_before_it_died_is_sent_again_by_another() {
    rsyslog.start();
    append(acme, 10);
    append(odd, 10);
    chain.runUp();
    var dying = new Interrupted(receiverOf(host), () -> {}, SyslogIT::die);
    assertThatThrownBy(() -> node("n1", dying).run()).hasMessage("killed");
    assertThat(node("n2").run()).as("its turn is not over").isZero();
    Server.shiftClock(LATER);
    assertThat(node("n2").run()).isGreaterThanOrEqualTo(20);
    assertArrived();
  }

  @Test
  void a_receiver_of_another_name_or_without_our_trust_gets_nothing() {
    receiver(Driver.OPENSSL, elsewhere);
    rsyslog.start();
    append(acme, 3);
    chain.runUp();
    for (var trusted : List.of(elsewhere, host)) {
      assertThat(node("n1", receiverOf(trusted)).run()).isZero();
      assertThat(cursors.standing().trouble()).isEqualTo(ReceiverTrouble.NOT_TRUSTED);
      Server.shiftClock(LATER);
    }
    assertThat(rsyslog.received()).isEmpty();
  }

  @Test
  void a_sender_that_the_receiver_does_not_know_is_told_so() {
    rsyslog.start();
    append(acme, 3);
    chain.runUp();
    assertThat(node("n1", receiverOf(host, null)).run()).isZero();
    assertThat(cursors.standing().trouble()).isNotNull();
    assertThat(rsyslog.received()).isEmpty();
  }

  @Test
  void whoever_lost_the_turn_moves_no_cursor() {
    append(acme, 3);
    chain.runUp();
    var late = cursors.claim("n1", Duration.ofSeconds(5)).orElseThrow();
    assertThat(cursors.claim("n2", LATER)).isEmpty();
    assertThat(cursors.goOn(late, Duration.ofSeconds(5))).isTrue();
    Server.shiftClock(Duration.ofSeconds(6));
    assertThat(cursors.goOn(late, LATER)).isFalse();
    var now = cursors.claim("n2", LATER).orElseThrow();
    var reached = Map.of(acme.tenant, new Reached(3, 0));
    assertThat(cursors.taken(late, reached)).isEqualTo(Taken.LATE);
    assertThat(cursors.failed(late, ReceiverTrouble.BROKEN_OFF, LATER)).isFalse();
    assertThat(due(acme.tenant)).isEqualTo(new Reached(0, 0));
    assertThat(cursors.taken(now, reached)).isEqualTo(Taken.TAKEN);
    assertThat(cursors.due()).noneMatch(one -> one.tenant().equals(acme.tenant));
  }

  private Reached due(TenantId tenant) {
    return cursors.due().stream()
        .filter(one -> one.tenant().equals(tenant))
        .findFirst()
        .orElseThrow()
        .reached();
  }

  /** By its sequence an auditor sees that none is missing, and by its text that none is altered. */
  private void assertArrived() {
    for (var home : List.of(acme, odd)) {
      var received =
          rsyslog.received().stream()
              .filter(one -> one.tenant().equals(home.tenant.toString()))
              .toList();
      var lines = new String(chain.export(home), UTF_8).lines().toList();
      assertThat(new LinkedHashSet<>(texts(received, "{\"event\"")))
          .as("each once or more, the first of each in order")
          .containsExactlyElementsOf(only(lines, "{\"event\""));
      assertThat(new LinkedHashSet<>(texts(received, "{\"checkpoint\"")))
          .containsExactlyElementsOf(only(lines, "{\"checkpoint\""));
    }
  }

  private static List<String> texts(List<Received> received, String beginning) {
    return only(received.stream().map(Received::text).toList(), beginning);
  }

  private static List<String> only(List<String> lines, String beginning) {
    return lines.stream().filter(line -> line.startsWith(beginning)).toList();
  }

  private void append(Household home, int events) {
    var audit = new AuditStore(Server.db());
    for (var i = 0; i < events; i++) {
      var said = i % 7 == 3 ? "x".repeat(20_000) : "\"ü\"\n]\\ " + i;
      audit.append(
          AuditEvent.of(
              home.tenant, AuditEventType.SIGNED_IN, home.person(), Map.of("member", said)));
    }
  }

  private void sign() {
    chain.runUp();
    Server.shiftClock(Duration.ofSeconds(61));
    chain.runUp();
  }

  private void receiver(Driver driver, OwnCertificate own) {
    rsyslog = Rsyslog.in(folder.resolve(UUID.randomUUID().toString()), driver, own, sender);
  }

  private StreamLog node(String name) {
    return node(name, receiverOf(host));
  }

  private static StreamLog node(String name, SyslogReceiver receiver) {
    var portal = new PortalSettings(name, URI.create("http://localhost:8080"));
    var db = Server.db();
    return new StreamLog(
        new RecordStream(new SyslogStore(db), new LinkedLogStore(db), portal),
        receiver,
        System::nanoTime);
  }

  private TlsReceiver receiverOf(OwnCertificate trusted) {
    return receiverOf(trusted, new Papers.Own(sender.pem(), sender.key()));
  }

  private TlsReceiver receiverOf(OwnCertificate trusted, Papers.@Nullable Own own) {
    return new TlsReceiver(
        new SyslogSettings(
            "localhost",
            rsyslog.port(),
            new Papers(trusted.pem(), own),
            Facility.AUDIT,
            "grants.example.com",
            "n1",
            SyslogSettings.NOBODYS,
            Duration.ofMillis(300),
            Duration.ofSeconds(3)));
  }

  private static void die() {
    throw new IllegalStateException("killed");
  }

  /** Something happens before the first message is sent, or when all are. */
  private record Interrupted(SyslogReceiver receiver, Runnable before, Runnable behind)
      implements SyslogReceiver {
    @Override
    public boolean isConfigured() {
      return true;
    }

    @Override
    public Line open() {
      var line = receiver.open();
      before.run();
      return new Line() {
        @Override
        public void send(List<Message> messages) {
          line.send(messages);
        }

        @Override
        public void rest() {
          line.rest();
        }

        @Override
        public void end() {
          behind.run();
          line.end();
        }

        @Override
        public void close() {
          line.close();
        }
      };
    }
  }
}

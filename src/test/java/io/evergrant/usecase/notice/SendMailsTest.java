package io.evergrant.usecase.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.notice.DigestId;
import io.evergrant.domain.notice.Letter;
import io.evergrant.domain.notice.MailEnding;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.MailServer;
import io.evergrant.usecase.port.MailedLinks;
import io.evergrant.usecase.port.NoticeMails;
import io.evergrant.usecase.port.NoticeTurns;
import io.evergrant.usecase.port.OwnerMails;
import io.evergrant.usecase.port.OwnerTurns;
import io.evergrant.usecase.port.PortalSettings;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A mail that fails is tried again, and neither stops the others nor is it tried for ever. */
class SendMailsTest {
  private static final TenantId TENANT = new TenantId(UUID.randomUUID());

  private final Deque<MailEnding> endings = new ArrayDeque<>();
  private final List<String> attempts = new ArrayList<>();
  private final Outbox outbox = new Outbox();
  private final List<AuditEvent> told = new ArrayList<>();
  private long nanos;

  private final SendMails mails =
      new SendMails(
          new RecordMails(
              outbox,
              outbox,
              new Log(),
              new PortalSettings("n1", URI.create("https://grants.example.com"))),
          new Server(),
          (mail, to) -> new Letter(mail.id().toString(), to, "s", "t", "h"),
          new RecordOwnerMails(
              nobody(OwnerTurns.class),
              nobody(OwnerMails.class),
              new Log(),
              new PortalSettings("n1", URI.create("https://grants.example.com"))),
          (mail, to, address) -> new Letter(mail.id().toString(), to, "s", "t", "h"),
          nobody(MailedLinks.class),
          () -> nanos);

  /** Owners have nothing to be sent. */
  private static <T> T nobody(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> Optional.empty()));
  }

  @Test
  void what_is_taken_is_logged_once() {
    outbox.add("ada", 1, Duration.ZERO);
    endings.add(MailEnding.ACCEPTED);
    assertThat(mails.run()).isEqualTo(1);
    assertThat(mails.run()).isZero();
    assertThat(told)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo(AuditEventType.NOTICE_SENT);
              assertThat(event.details()).containsEntry("address", "ada@acme.example");
            });
  }

  @Test
  void what_was_taken_after_the_turn_was_lost_is_logged_by_whoever_has_it() {
    outbox.add("ada", 1, Duration.ZERO);
    outbox.isLate = true;
    endings.add(MailEnding.ACCEPTED);
    mails.run();
    assertThat(told).isEmpty();
  }

  @Test
  void one_that_is_refused_does_not_keep_the_others() {
    outbox.add("later", 3, Duration.ZERO);
    outbox.add("ada", 1, Duration.ZERO);
    endings.add(MailEnding.LATER);
    endings.add(MailEnding.ACCEPTED);
    assertThat(mails.run()).isEqualTo(1);
    assertThat(outbox.rests).containsExactly(MailEnding.rest(3));
    assertThat(told).hasSize(1);
  }

  @Test
  void a_server_that_is_away_is_left_alone_for_a_while() {
    for (var i = 0; i < 5; i++) {
      outbox.add("m" + i, 1, Duration.ZERO);
    }
    endings.add(MailEnding.UNREACHABLE);
    mails.run();
    mails.run();
    assertThat(attempts).hasSize(1);
    nanos += Duration.ofSeconds(31).toNanos();
    for (var i = 0; i < 4; i++) {
      endings.add(MailEnding.ACCEPTED);
    }
    assertThat(mails.run()).isEqualTo(4);
  }

  @Test
  void an_address_that_does_not_exist_is_given_up_at_once_and_one_of_three_days_too() {
    outbox.add("nobody", 1, Duration.ZERO);
    outbox.add("old", 80, MailEnding.LIFE.plusSeconds(1));
    outbox.add("young", 80, MailEnding.LIFE.minusSeconds(1));
    endings.add(MailEnding.NO_SUCH_ADDRESS);
    endings.add(MailEnding.REFUSED);
    endings.add(MailEnding.REFUSED);
    mails.run();
    assertThat(told)
        .extracting(AuditEvent::type)
        .containsOnly(AuditEventType.NOTICE_FAILED)
        .hasSize(2);
    assertThat(told.getFirst().details()).containsEntry("reason", "no_such_address");
    assertThat(outbox.rests).containsExactly(Duration.ofHours(1));
  }

  private final class Server implements MailServer {
    @Override
    public boolean isConfigured() {
      return true;
    }

    @Override
    public MailEnding send(Letter letter) {
      attempts.add(letter.to().value());
      return endings.remove();
    }
  }

  /** Mails in their order, each claimed once. */
  private static final class Outbox implements NoticeTurns, NoticeMails {
    private final List<Ready> all = new ArrayList<>();
    private final Set<UUID> ended = new HashSet<>();
    private final List<Duration> rests = new ArrayList<>();
    private final Deque<Ready> waiting = new ArrayDeque<>();
    private boolean isLate;

    void add(String name, int tries, Duration age) {
      var id = UUID.randomUUID();
      var mail =
          new Ready(
              id,
              new DigestId(id),
              name + "@acme.example",
              true,
              null,
              null,
              "Acme",
              List.of(),
              tries,
              age);
      all.add(mail);
      waiting.add(mail);
    }

    @Override
    public List<TenantId> claim(String node, int limit, Duration lease) {
      return List.of();
    }

    @Override
    public List<MailTurn> claimMails(int limit, Duration lease) {
      var next = waiting.poll();
      return next == null ? List.of() : List.of(new MailTurn(TENANT, next.id(), 1));
    }

    @Override
    public void insert(TenantId tenant, DigestId digest, List<Fresh> mails) {}

    @Override
    public Optional<Ready> find(TenantId tenant, MailTurn turn) {
      return all.stream().filter(mail -> mail.id().equals(turn.mail())).findFirst();
    }

    @Override
    public boolean sent(TenantId tenant, MailTurn turn) {
      return !isLate && ended.add(turn.mail());
    }

    @Override
    public boolean failed(TenantId tenant, MailTurn turn, MailEnding why, Duration rest) {
      rests.add(rest);
      return true;
    }

    @Override
    public boolean givenUp(TenantId tenant, MailTurn turn, MailEnding why) {
      return ended.add(turn.mail());
    }

    @Override
    public Optional<Failing> failing(TenantId tenant) {
      return Optional.empty();
    }
  }

  private final class Log implements AuditLog {
    @Override
    public void append(AuditEvent event) {
      told.add(event);
    }

    @Override
    public List<AuditEntry> search(TenantId tenant, AuditQuestion question) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<AuditEntry> find(TenantId tenant, long number) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void stream(TenantId tenant, AuditQuestion question, Consumer<AuditEntry> receiver) {
      throw new UnsupportedOperationException();
    }
  }
}

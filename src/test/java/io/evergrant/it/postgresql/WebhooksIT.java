package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.AuditChainStore;
import io.evergrant.adapter.postgresql.AuditFeedStore;
import io.evergrant.adapter.postgresql.DeliveryResultStore;
import io.evergrant.adapter.postgresql.DeliveryStore;
import io.evergrant.adapter.postgresql.SweepStore;
import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.webhook.Answer;
import io.evergrant.domain.webhook.Delivery;
import io.evergrant.domain.webhook.DeliveryState;
import io.evergrant.domain.webhook.DisabledWhy;
import io.evergrant.testkit.Inbox;
import io.evergrant.testkit.Inbox.Message;
import io.evergrant.testkit.Inbox.Reply;
import io.evergrant.testkit.process.Until;
import io.evergrant.usecase.port.Deliveries.Room;
import io.evergrant.usecase.port.Deliveries.Turn;
import io.evergrant.usecase.webhook.ManageWebhooks.Made;
import io.evergrant.usecase.webhook.ReadDeliveries.Resent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes send a tenant's events from PostgreSQL to a receiver that is not always well. */
class WebhooksIT {
  private static final Reply OK = new Reply(204, "");
  private static final Duration LATER = Duration.ofHours(2);

  private static RealVault vault;
  private static RealVault otherVault;

  private final Household home = new Household();
  private final GrantId ada = new GrantId(UUID.randomUUID());
  private final GrantId ben = new GrantId(UUID.randomUUID());
  private Inbox inbox;
  private Post node1;
  private Post node2;
  private Made.Done made;

  @BeforeAll
  static void start() {
    vault = new RealVault();
    otherVault = new RealVault();
  }

  @BeforeEach
  void a_webhook_for_every_event() {
    raiseFloor();
    inbox = new Inbox();
    node1 = new Post("n1", vault);
    node2 = new Post("n2", otherVault);
    made = node1.create(home, "inbox", inbox.url(), "*");
  }

  @AfterEach
  void stop_sending() {
    node1.delete(home, made.id());
    node1.close();
    node2.close();
    inbox.close();
  }

  @AfterAll
  static void stop() {
    Server.resetClock();
  }

  @Test
  void nothing_is_lost_while_the_receiver_is_down_and_order_holds_per_grant() {
    append(ada, 12);
    append(ben, 12);
    deliver();
    inbox.down();
    append(ada, 12);
    append(ben, 12);
    for (var i = 0; i < 3; i++) {
      raiseFloor();
      assertThat(node1.tick() + node2.tick()).as("one of both tries").isEqualTo(1);
      assertThat(node1.tick() + node2.tick()).as("then all rest").isZero();
      Server.shiftClock(LATER);
    }
    append(ada, 3);
    inbox.up();
    // every third request fails in one of the ways in which receivers fail
    var count = new AtomicInteger();
    inbox.answer(
        message ->
            switch (count.incrementAndGet() % 9) {
              case 0 -> new Reply(500, "oops");
              case 3 -> new Reply(503, "");
              case 6 -> new Reply(302, "");
              default -> OK;
            });
    for (var i = 0; i < 100 && waiting() + untaken() > 0; i++) {
      raiseFloor();
      node1.tick();
      node2.tick();
      Server.shiftClock(LATER);
    }
    assertThat(inbox.taken()).extracting(Message::number).containsAll(numbers());
    assertThat(inbox.taken()).extracting(Message::number).doesNotHaveDuplicates();
    for (var grant : List.of(ada, ben)) {
      assertThat(inbox.taken().stream().filter(one -> isAbout(one, grant)).map(Message::number))
          .hasSizeGreaterThan(20)
          .isSorted();
    }
    assertThat(inbox.all()).allMatch(one -> one.isSignedBy(made.secret().reveal()));
  }

  @Test
  void a_refused_event_holds_up_its_grant_and_no_other() {
    append(ada, 3);
    append(ben, 3);
    inbox.answer(one -> isAbout(one, ada) ? new Reply(500, "no") : OK);
    deliver();
    assertThat(inbox.all().stream().filter(one -> isAbout(one, ben))).hasSize(3);
    var refused = inbox.all().stream().filter(one -> isAbout(one, ada)).toList();
    assertThat(refused)
        .as("the first alone, however often")
        .extracting(Message::number)
        .containsOnly(numbers(ada).getFirst());
    inbox.answer(one -> OK);
    Server.shiftClock(Duration.ofMinutes(1));
    deliver();
    var taken = inbox.taken().stream().filter(one -> isAbout(one, ada)).toList();
    assertThat(taken).extracting(Message::number).isEqualTo(numbers(ada));
    assertThat(taken.getFirst().id).as("the same message").isEqualTo(refused.getFirst().id);
  }

  @Test
  void an_event_that_is_committed_late_is_sent_all_the_same_and_in_its_place() throws SQLException {
    try (var slow = Server.postgres().superuser("evergrant");
        var statement = slow.createStatement()) {
      slow.setAutoCommit(false);
      statement.execute(insert(ada, 1));
      append(ada, 1);
      deliver();
      assertThat(inbox.all()).noneMatch(one -> isAbout(one, ada));
      slow.commit();
    }
    deliver();
    assertThat(inbox.all().stream().filter(one -> isAbout(one, ada)).map(Message::number))
        .hasSize(2)
        .isSorted();
  }

  @Test
  void two_nodes_do_not_send_at_once_and_the_late_one_changes_nothing() {
    var held = new CountDownLatch(1);
    append(ada, 1);
    inbox.answer(
        one -> {
          if (isAbout(one, ada) && inbox.all().stream().filter(o -> isAbout(o, ada)).count() == 1) {
            await(held);
          }
          return OK;
        });
    raiseFloor();
    assertThat(node1.begin()).isEqualTo(1);
    Until.holds(
        "the request is there",
        Duration.ofSeconds(10),
        () -> inbox.all().stream().anyMatch(one -> isAbout(one, ada)));
    assertThat(node2.tick()).as("leased").isZero();
    Server.shiftClock(Duration.ofSeconds(61));
    // its row may be locked for a moment: what else was sent beside is being written down
    Until.holds("the lease is over", Duration.ofSeconds(10), () -> node2.tick() == 1);
    var sent = inbox.all().stream().filter(one -> isAbout(one, ada)).toList();
    assertThat(sent).extracting(one -> one.id).hasSize(2).containsOnly(sent.getFirst().id);
    held.countDown();
    node1.close();
    var delivery = node2.delivery(home, made.id(), sent.getFirst().number());
    assertThat(delivery.delivery().state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(delivery.attempts()).extracting(Delivery.Attempt::node).containsExactly("n2");
  }

  @Test
  void what_a_node_sent_when_it_was_killed_is_sent_again_as_the_same() {
    append(ada, 2);
    try (var dying = new Post("n1", vault, new Dying())) {
      raiseFloor();
      dying.tick();
    }
    assertThat(inbox.taken().stream().filter(one -> isAbout(one, ada))).hasSize(1);
    assertThat(node2.tick()).as("leased").isZero();
    Server.shiftClock(Duration.ofSeconds(61));
    deliver();
    var sent = inbox.taken().stream().filter(one -> isAbout(one, ada)).map(one -> one.id).toList();
    assertThat(sent).hasSize(3);
    assertThat(sent.get(1)).isEqualTo(sent.getFirst());
    assertThat(sent.get(2)).isNotEqualTo(sent.getFirst());
  }

  @Test
  void while_a_secret_is_exchanged_both_sign() {
    var first = made.secret().reveal();
    var second = node1.rotate(home, made.id(), 1, Duration.ofHours(1)).orElseThrow().reveal();
    assertThat(second).isNotEqualTo(first).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(node2.rotate(home, made.id(), 1, Duration.ZERO)).as("seen before").isEmpty();
    append(ada, 1);
    deliver();
    assertThat(inbox.all())
        .isNotEmpty()
        .allMatch(one -> one.isSignedBy(first) && one.isSignedBy(second) && one.signatures() == 2);
    Server.shiftClock(Duration.ofHours(2));
    append(ada, 1);
    deliver();
    var newest = inbox.all().getLast();
    assertThat(newest.isSignedBy(second)).isTrue();
    assertThat(newest.signatures()).isEqualTo(1);
    var seen = node1.find(home, made.id()).generation();
    var third = node1.rotate(home, made.id(), seen, Duration.ZERO).orElseThrow().reveal();
    assertThat(node1.test(home, made.id())).isInstanceOf(Answer.Taken.class);
    assertThat(inbox.all().getLast().type()).isEqualTo("ping");
    assertThat(inbox.all().getLast().isSignedBy(third)).isTrue();
    assertThat(inbox.all().getLast().signatures()).as("no overlap").isEqualTo(1);
  }

  @Test
  void P11_the_secret_is_in_vault_sealed_and_nowhere_in_the_database() {
    var secret = made.secret().reveal();
    inbox.answer(one -> new Reply(200, "got " + secret + " and " + one.signature));
    append(ada, 1);
    deliver();
    for (var table : List.of("webhook", "webhook_delivery", "webhook_attempt", "audit_event")) {
      assertThat(Server.asSuperuser("SELECT t::text FROM " + table + " t").toString())
          .as(table)
          .doesNotContain(secret.substring(10))
          .doesNotContain(inbox.all().getLast().signature.substring(5));
    }
    var number = inbox.all().getLast().number();
    var said = node1.delivery(home, made.id(), number).attempts().getFirst().answer();
    assertThat(((Answer.Taken) said).said()).isEqualTo("got [redacted] and [redacted]");
    var stored =
        vault.operator(
            "GET", "evergrant/data/%s/webhooks/%s".formatted(home.tenant, made.id()), "");
    assertThat(stored).contains("vault:v1:").doesNotContain(secret.substring(10));
  }

  @Test
  void whoever_answers_410_is_sent_nothing_more_until_it_is_enabled() {
    inbox.answer(one -> new Reply(410, "gone for good"));
    append(ada, 2);
    deliver();
    assertThat(node1.find(home, made.id()).disabledWhy()).isEqualTo(DisabledWhy.GONE);
    var before = inbox.all().size();
    Server.shiftClock(LATER);
    append(ada, 1);
    deliver();
    assertThat(inbox.all()).hasSize(before);
    assertThat(entries("webhook_disabled").getFirst().details())
        .containsEntry("reason", "gone")
        .containsEntry("name", "inbox");
    inbox.answer(one -> OK);
    node1.enable(home, made.id());
    deliver();
    assertThat(inbox.taken()).extracting(Message::number).containsAll(numbers());
    assertThat(inbox.taken().stream().filter(one -> isAbout(one, ada)).map(Message::number))
        .hasSize(3)
        .isSorted();
  }

  @Test
  void after_three_days_in_which_nothing_got_through_it_is_disabled_and_nothing_is_lost() {
    append(ada, 2);
    inbox.down();
    deliver();
    Server.shiftClock(Duration.ofDays(3).minusMinutes(1));
    deliver();
    assertThat(node1.find(home, made.id()).isEnabled()).isTrue();
    Server.shiftClock(LATER);
    deliver();
    assertThat(node1.find(home, made.id()).disabledWhy()).isEqualTo(DisabledWhy.FAILING);
    append(ada, 1);
    inbox.up();
    assertThat(node1.test(home, made.id())).isInstanceOf(Answer.Taken.class);
    node1.enable(home, made.id());
    deliver();
    assertThat(inbox.taken().stream().filter(one -> isAbout(one, ada)).map(Message::number))
        .hasSize(3)
        .isSorted();
  }

  @Test
  void one_event_that_is_refused_for_three_days_is_given_up_and_can_be_sent_again() {
    append(ada, 2);
    var bad = numbers(ada).getFirst();
    inbox.answer(
        one ->
            one.type().equals("grant.paused") && one.number() == bad
                ? new Reply(422, "unfit")
                : OK);
    deliver();
    append(ben, 1);
    deliver();
    Server.shiftClock(Duration.ofDays(3));
    append(ben, 1);
    deliver();
    deliver();
    var given = node1.delivery(home, made.id(), bad).delivery();
    assertThat(given.state()).isEqualTo(DeliveryState.GIVEN_UP);
    assertThat(entries("webhook_gave_up").getFirst().details())
        .containsEntry("number", bad.toString());
    assertThat(inbox.taken()).extracting(Message::number).contains(numbers(ada).getLast());
    inbox.answer(one -> OK);
    assertThat(node1.resend(home, made.id(), bad)).isEqualTo(Resent.DONE);
    deliver();
    assertThat(node1.delivery(home, made.id(), bad).delivery().state())
        .isEqualTo(DeliveryState.DELIVERED);
    node1.disable(home, made.id());
    assertThat(node1.resend(home, made.id(), bad)).isEqualTo(Resent.DISABLED);
    assertThat(node1.resend(home, made.id(), bad + 1_000_000)).isEqualTo(Resent.DISABLED);
  }

  @Test
  void what_waits_behind_a_refused_event_takes_no_room_from_the_others() {
    deliver();
    standing(1, 5_000);
    append(ben, 3);
    deliver();
    assertThat(inbox.taken().stream().filter(one -> isAbout(one, ben))).hasSize(3);
    assertThat(waiting()).isEqualTo(5_000);
    var store = new DeliveryStore(Server.db());
    assertThat(store.isCrowded(home.tenant, made.id(), new Room(1, 5_001))).isFalse();
    assertThat(store.isCrowded(home.tenant, made.id(), new Room(1, 5_000))).isTrue();
    standing(5_001, 50_000);
    append(ben, 1);
    deliver();
    assertThat(inbox.taken().stream().filter(one -> isAbout(one, ben)))
        .as("at some point nothing more is taken")
        .hasSize(3);
  }

  /** Events of one grant, of which the first is refused since a moment ago. */
  private void standing(int from, int to) {
    Server.asSuperuser(
        """
        INSERT INTO webhook_delivery (tenant_id, webhook_id, number, type, lane, next_at, refused_since)
        SELECT '%s', '%s', -n, 'grant_paused', '%s', eg_now() + interval '1 hour', eg_now()
        FROM generate_series(%d, %d) n
        """
            .formatted(home.tenant, made.id(), ada, from, to));
  }

  @Test
  void only_what_is_asked_for_is_sent_and_only_from_when_it_was_made() {
    append(ada, 1);
    raiseFloor();
    try (var other = new Inbox()) {
      var some = node1.create(home, "second", other.url(), "provider.*", "webhook.created");
      append(ada, 1);
      deliver();
      assertThat(other.all()).extracting(Message::type).containsOnly("webhook.created");
      node1.delete(home, some.id());
    }
    assertThat(inbox.all()).extracting(Message::type).contains("grant.paused", "webhook.created");
  }

  @Test
  void what_was_delivered_is_swept_after_a_week_and_what_waits_is_not() {
    append(ada, 2);
    inbox.answer(one -> isAbout(one, ada) ? new Reply(500, "") : OK);
    deliver();
    var waiting = waiting();
    assertThat(waiting).isEqualTo(2);
    Server.shiftClock(Duration.ofDays(8));
    var swept = new SweepStore(Server.db()).webhookDeliveries(Duration.ofDays(7));
    assertThat(swept).isPositive();
    assertThat(waiting()).isEqualTo(waiting);
  }

  @Test
  void P14_another_tenant_finds_nothing_of_it() {
    append(ada, 1);
    deliver();
    var other = new Household();
    assertThat(node1.isThere(other, made.id())).isFalse();
    for (var table : List.of("webhook", "webhook_delivery", "webhook_attempt")) {
      assertThat(Server.asRuntimeRole(other.tenant, "SELECT * FROM " + table)).as(table).isEmpty();
      assertThat(Server.asRuntimeRole(home.tenant, "SELECT * FROM " + table))
          .as(table)
          .isNotEmpty();
    }
  }

  @Test
  void whoever_follows_the_log_misses_nothing_that_is_committed_late() throws SQLException {
    var feed = new AuditFeedStore(Server.db());
    var seen = new ArrayList<Long>();
    var cursor = 0L;
    try (var slow = Server.postgres().superuser("evergrant");
        var statement = slow.createStatement()) {
      slow.setAutoCommit(false);
      statement.execute(insert(ada, 1));
      append(ada, 3);
      raiseFloor();
      for (var entry : feed.after(home.tenant, null, cursor, 100)) {
        seen.add(entry.number());
        cursor = entry.number();
      }
      slow.commit();
    }
    raiseFloor();
    var page = feed.after(home.tenant, null, cursor, 2);
    while (!page.isEmpty()) {
      page.forEach(entry -> seen.add(entry.number()));
      page = feed.after(home.tenant, null, seen.getLast(), 2);
    }
    assertThat(seen)
        .isEqualTo(longs("SELECT number FROM audit_event WHERE tenant_id = '%s' ORDER BY number"));
  }

  /** Nodes that die when the answer is there and nothing of it is written yet. */
  private static final class Dying extends DeliveryResultStore {
    Dying() {
      super(Server.db());
    }

    @Override
    public void attempted(TenantId tenant, Turn turn, long number, String node, Answer answer) {
      throw new IllegalStateException("killed");
    }

    @Override
    public void release(TenantId tenant, Turn turn, Room room, Duration rest) {
      throw new IllegalStateException("killed");
    }
  }

  /** Both nodes, until neither finds anything to do. */
  private void deliver() {
    raiseFloor();
    for (var i = 0; i < 50 && node1.tick() + node2.tick() > 0; i++) {
      raiseFloor();
    }
  }

  /** Twice: whoever writes now has ended then. */
  private static void raiseFloor() {
    var chain = new AuditChainStore(Server.db());
    chain.raiseFloor();
    chain.raiseFloor();
  }

  private void append(GrantId grant, int events) {
    Server.asSuperuser(insert(grant, events));
  }

  private String insert(GrantId grant, int events) {
    return """
    INSERT INTO audit_event (tenant_id, type, actor_kind, grant_id, terminal, details)
    SELECT '%s', 'grant_paused', 'portal', '%s', false, '{"cause": "Zoë, 日本 😀"}'
    FROM generate_series(1, %d) n
    """
        .formatted(home.tenant, grant, events);
  }

  private static boolean isAbout(Message message, GrantId grant) {
    return message.event("grant").equals(grant.toString());
  }

  /** Of all events since the webhook was made. */
  private List<Long> numbers() {
    return longs(
        "SELECT number FROM audit_event e WHERE tenant_id = '%1$s' AND number >= (SELECT"
            + " min(number) FROM audit_event WHERE tenant_id = '%1$s' AND type ="
            + " 'webhook_created')");
  }

  private List<Long> numbers(GrantId grant) {
    return longs(
        "SELECT number FROM audit_event WHERE tenant_id = '%s' AND grant_id = '"
            + grant
            + "' ORDER BY number");
  }

  private long waiting() {
    return longs(
            "SELECT count(*) FROM webhook_delivery WHERE tenant_id = '%s' AND state = 'WAITING'")
        .getFirst();
  }

  /** Events that are in the log alone. */
  private long untaken() {
    return longs(
            "SELECT count(*) FROM audit_event e JOIN webhook w ON w.tenant_id = e.tenant_id"
                + " WHERE e.tenant_id = '%s' AND e.number > w.number")
        .getFirst();
  }

  private List<Long> longs(String query) {
    return Server.asSuperuser(query.formatted(home.tenant)).stream()
        .map(row -> Long.valueOf(String.valueOf(row.getFirst())))
        .toList();
  }

  private List<AuditEntry> entries(String type) {
    return new AuditFeedStore(Server.db())
        .after(home.tenant, null, 0, 1_000).stream()
            .filter(entry -> entry.type().code().equals(type))
            .toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

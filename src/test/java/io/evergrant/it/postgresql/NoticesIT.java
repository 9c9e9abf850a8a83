package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.evergrant.adapter.mail.SmtpServer;
import io.evergrant.adapter.mail.SmtpSettings;
import io.evergrant.adapter.postgresql.AuditChainStore;
import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.MemberStore;
import io.evergrant.adapter.postgresql.NoticeMailStore;
import io.evergrant.adapter.postgresql.NoticeStore;
import io.evergrant.adapter.postgresql.NoticeTurnStore;
import io.evergrant.adapter.postgresql.NoticeWishStore;
import io.evergrant.adapter.postgresql.NoticeWorkStore;
import io.evergrant.adapter.postgresql.OwnerMailStore;
import io.evergrant.adapter.postgresql.OwnerTurnStore;
import io.evergrant.adapter.postgresql.ProviderStore;
import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.notice.Board;
import io.evergrant.domain.notice.MailAddress;
import io.evergrant.domain.notice.MailEnding;
import io.evergrant.domain.notice.Notice;
import io.evergrant.domain.notice.NoticeItem;
import io.evergrant.domain.notice.NoticeKind;
import io.evergrant.domain.notice.Topic;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.LanguageTag;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.portal.notice.NoticeLetters;
import io.evergrant.portal.notice.OwnerLetters;
import io.evergrant.testkit.Inbox;
import io.evergrant.testkit.Inbox.Message;
import io.evergrant.testkit.Mailbox;
import io.evergrant.testkit.Mailbox.Mail;
import io.evergrant.usecase.notice.FindNotices;
import io.evergrant.usecase.notice.RecordMails;
import io.evergrant.usecase.notice.RecordNotices;
import io.evergrant.usecase.notice.RecordOwnerMails;
import io.evergrant.usecase.notice.SendMails;
import io.evergrant.usecase.port.MailServer;
import io.evergrant.usecase.port.MailedLinks;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.webhook.ManageWebhooks.Made;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the log to mails and webhooks, over PostgreSQL, a real mail server and a real receiver. */
class NoticesIT {
  private static final int MANY = 5_000;
  private static final Duration DIGEST = Notice.GATHERING.plus(Board.DIGEST_RESTS);

  private static RealVault vault;
  private static Mailbox box;
  private static int port;

  private final Household home = new Household();
  private final Provider xero = home.provider("Xero");
  private final NoticeStore notices = new NoticeStore(Server.db());
  private final NoticeMailStore outbox = new NoticeMailStore(Server.db());
  private final NoticeTurnStore turns = new NoticeTurnStore(Server.db());
  private final NoticeWishStore wishes = new NoticeWishStore(Server.db());
  private final AuditStore audit = new AuditStore(Server.db());
  private final MailServer server =
      new SmtpServer(
          SmtpSettings.of(
              URI.create("smtp-plain://localhost:" + port),
              null,
              new MailAddress("evergrant@example.com"),
              null));
  private final FindNotices finding = finding("n1", server);
  private long nanos;
  private final SendMails sending = sending();

  @BeforeAll
  static void open() {
    box = Mailbox.plain(0);
    port = box.port();
    vault = new RealVault();
  }

  @AfterAll
  static void shut() {
    box.close();
  }

  /** Tenants of other tests have their turns elsewhere. */
  @BeforeEach
  void alone() {
    turns.claim("setup", Integer.MAX_VALUE, Duration.ZERO);
    Server.asSuperuser(
        """
        UPDATE notice_turn
        SET look_at = 'infinity', tell_at = NULL, number = 9223372036854775807
        WHERE tenant_id <> '%s'
        """
            .formatted(home.tenant));
  }

  @AfterEach
  void now() {
    Server.resetClock();
    box.close();
    box = Mailbox.plain(port);
  }

  @Test
  void an_outage_of_a_provider_with_5000_grants_is_one_message_and_one_when_it_is_over() {
    grants(MANY);
    for (var wave = 0; wave < 3; wave++) {
      events("refresh_ended", "deferred", MANY / 10);
      events("refresh_ended", "unknown", MANY / 10);
      breaker(1 + wave);
      events("provider_rests", null, 1);
      round();
      later(Duration.ofMinutes(10));
      round();
    }
    assertThat(mine())
        .singleElement()
        .satisfies(
            mail -> {
              assertThat(mail.subject()).isEqualTo("[Evergrant] Tenant: Xero does not answer");
              assertThat(mail.text())
                  .contains("5,000 grants wait")
                  .contains("https://grants.example.com/audit?provider=" + xero.id());
            });
    assertThat(notices.open(home.tenant)).hasSize(1);

    breaker(0);
    events("provider_answers", null, 1);
    events("refresh_ended", "renewed", MANY);
    for (var i = 0; i < 3; i++) {
      round();
      later(Duration.ofMinutes(10));
    }
    round();
    assertThat(mine())
        .extracting(Mail::subject)
        .containsExactly(
            "[Evergrant] Tenant: Xero does not answer", "[Evergrant] Tenant: Xero answers again");
    assertThat(notices.open(home.tenant)).isEmpty();
    assertThat(notices.past(home.tenant, 10))
        .extracting(NoticeItem::kind)
        .containsExactly(NoticeKind.FAILURE);
    assertThat(logged(AuditEventType.NOTICE_SENT))
        .hasSize(2)
        .allSatisfy(sent -> assertThat(sent.details()).containsEntry("address", home.adminEmail));
  }

  @Test
  void one_grant_that_keeps_failing_among_many_is_one_message_and_one_when_it_is_over() {
    grants(300);
    for (var times = 1; times <= 9; times++) {
      failing(times);
      events("refresh_ended", "unknown", 1);
      events("refresh_ended", "renewed", 30);
      round();
      later(Duration.ofMinutes(10));
      round();
      assertThat(mine()).as("after %d failures", times).hasSize(times < 5 ? 0 : 1);
    }
    assertThat(mine().getFirst().subject())
        .isEqualTo("[Evergrant] Tenant: Xero: one grant fails again and again");
    assertThat(notices.open(home.tenant))
        .singleElement()
        .satisfies(
            open -> {
              assertThat(open.kind()).isEqualTo(NoticeKind.FAILURE);
              assertThat(open.grants()).isEqualTo(1);
            });

    failing(0);
    events("refresh_ended", "renewed", 1);
    for (var i = 0; i < 3; i++) {
      round();
      later(Duration.ofMinutes(10));
    }
    assertThat(mine()).hasSize(2);
    assertThat(mine().getLast().subject())
        .isEqualTo("[Evergrant] Tenant: Xero: no grant fails again and again any more");
    assertThat(notices.open(home.tenant)).isEmpty();
  }

  @Test
  void a_grant_that_keeps_failing_in_an_outage_is_told_with_it() {
    grants(30);
    failing(7);
    breaker(2);
    events("provider_rests", null, 1);
    round();
    later(DIGEST);
    round();
    assertThat(mine())
        .extracting(Mail::subject)
        .containsExactly("[Evergrant] Tenant: Xero does not answer");
    assertThat(notices.open(home.tenant))
        .singleElement()
        .satisfies(open -> assertThat(open.grants()).isEqualTo(30));
  }

  @Test
  void lost_consents_of_5000_grants_are_one_message_and_one_when_all_are_given_again() {
    grants(MANY);
    for (var wave = 1; wave <= 4; wave++) {
      lose(MANY / 4 * wave);
      events("refresh_ended", "consent_lost", MANY / 4);
      round();
      later(Duration.ofMinutes(3));
    }
    round();
    assertThat(mine())
        .singleElement()
        .satisfies(
            mail ->
                assertThat(mail.text())
                    .contains("/grants?provider=" + xero.id() + "&status=needs_consent"));
    assertThat(notices.open(home.tenant).getFirst().grants()).isEqualTo(MANY);
    later(Duration.ofDays(1));
    round();
    assertThat(mine().getLast().subject()).contains("Xero: 5,000 grants need consent");
    later(Duration.ofDays(3));
    round();
    assertThat(mine()).as("no more of them, no more mail").hasSize(2);

    consent();
    round();
    later(DIGEST);
    round();
    later(DIGEST);
    round();
    assertThat(mine()).hasSize(3);
    assertThat(mine().getLast().subject()).contains("no grant needs consent any more");
  }

  @Test
  void lost_consents_of_5000_grants_are_one_delivery_and_one_when_all_are_given_again() {
    try (var inbox = new Inbox();
        var post = new Post("n1", vault)) {
      var made = subscribed(post, inbox);
      grants(MANY);
      for (var wave = 1; wave <= 4; wave++) {
        lose(MANY / 4 * wave);
        events("refresh_ended", "consent_lost", MANY / 4);
        deliver(post);
        later(Duration.ofSeconds(10));
      }
      for (var i = 0; i < 3; i++) {
        later(DIGEST);
        deliver(post);
      }
      assertThat(inbox.all())
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.type()).isEqualTo("notice.opened");
                assertThat(one.isSignedBy(made.secret().reveal())).isTrue();
                assertThat(one.event("provider")).isEqualTo(xero.id().toString());
                assertThat(one.event("provider_name")).isEqualTo("Xero");
                assertThat(one.fact("kind")).isEqualTo("needs_consent");
                assertThat(one.fact("grants")).isEqualTo("5000");
                assertThat(one.fact("cause")).isEqualTo("revoked");
                assertThat(one.fact("page"))
                    .isEqualTo(
                        "https://grants.example.com/grants?provider="
                            + xero.id()
                            + "&status=needs_consent");
              });

      consent();
      for (var i = 0; i < 3; i++) {
        deliver(post);
        later(DIGEST);
      }
      assertThat(inbox.taken())
          .extracting(Message::type)
          .containsExactly("notice.opened", "notice.over");
      var over = inbox.taken().getLast();
      assertThat(over.fact("notice")).isEqualTo(inbox.taken().getFirst().fact("notice"));
      assertThat(Instant.parse(over.fact("closed_at")))
          .isAfter(Instant.parse(over.fact("opened_at")));
      post.delete(home, made.id());
    }
  }

  @Test
  void an_outage_that_a_receiver_sleeps_through_is_delivered_once_and_in_its_order() {
    try (var inbox = new Inbox();
        var post = new Post("n1", vault)) {
      var made = subscribed(post, inbox);
      inbox.down();
      grants(MANY);
      for (var wave = 1; wave <= 3; wave++) {
        events("refresh_ended", "unknown", MANY / 10);
        breaker(wave);
        events("provider_rests", null, 1);
        deliver(post);
        later(Duration.ofMinutes(10));
      }
      breaker(0);
      events("provider_answers", null, 1);
      for (var i = 0; i < 3; i++) {
        deliver(post);
        later(DIGEST);
      }
      assertThat(inbox.all()).isEmpty();
      inbox.up();
      for (var i = 0; i < 4; i++) {
        later(Duration.ofHours(2));
        deliver(post);
      }
      assertThat(inbox.taken())
          .extracting(Message::type, one -> one.fact("kind"))
          .containsExactly(tuple("notice.opened", "failure"), tuple("notice.over", "failure"));
      post.delete(home, made.id());
    }
  }

  @Test
  void a_program_is_told_of_what_is_new_and_not_again_of_the_rest() {
    try (var inbox = new Inbox();
        var post = new Post("n1", vault)) {
      var made = subscribed(post, inbox);
      for (var provider : List.of(xero, home.provider("Zoom"))) {
        pause(provider);
        deliver(post);
        later(DIGEST);
        deliver(post);
      }
      assertThat(inbox.taken())
          .extracting(Message::type, one -> one.event("provider_name"))
          .containsExactly(tuple("notice.opened", "Xero"), tuple("notice.opened", "Zoom"));
      post.delete(home, made.id());
    }
  }

  @Test
  void grants_that_join_what_was_told_are_delivered_once_a_day() {
    try (var inbox = new Inbox();
        var post = new Post("n1", vault)) {
      var made = subscribed(post, inbox);
      grants(30);
      for (var hour = 0; hour < 30; hour++) {
        lose(hour + 1);
        events("refresh_ended", "consent_lost", 1);
        deliver(post);
        later(Duration.ofHours(1));
      }
      assertThat(inbox.taken())
          .extracting(Message::type)
          .containsExactly("notice.opened", "notice.grown");
      assertThat(Integer.parseInt(inbox.taken().getLast().fact("grants"))).isBetween(24, 28);
      post.delete(home, made.id());
    }
  }

  @Test
  void what_two_nodes_find_at_once_is_told_once() throws Exception {
    pause();
    var other = finding("n2", server);
    for (var i = 0; i < 5; i++) {
      chain();
      var both = Thread.ofVirtual().start(other::run);
      finding.run();
      both.join();
      later(Duration.ofSeconds(20));
    }
    send();
    assertThat(mine()).hasSize(1);
    assertThat(mine().getFirst().subject()).contains("Xero is paused");
  }

  @Test
  void a_mail_that_fails_is_tried_again_and_said_to_fail_until_it_arrives() {
    pause();
    box.close();
    round();
    later(DIGEST);
    round();
    var failing = outbox.failing(home.tenant).orElseThrow();
    assertThat(failing.why()).isEqualTo(MailEnding.UNREACHABLE);
    assertThat(failing.address()).isEqualTo(home.adminEmail);
    box = Mailbox.plain(port);
    send();
    assertThat(mine()).as("its time has not come").isEmpty();
    later(MailEnding.rest(1));
    send();
    assertThat(mine()).hasSize(1);
    assertThat(outbox.failing(home.tenant)).isEmpty();
    later(Duration.ofHours(2));
    send();
    assertThat(mine()).hasSize(1);
    assertThat(logged(AuditEventType.NOTICE_SENT).getFirst().details()).containsEntry("tries", "2");
  }

  @Test
  void a_member_is_mailed_in_the_language_that_was_chosen_and_others_in_english() {
    new MemberStore(Server.db()).chooseLanguage(home.admin, new LanguageTag("zh-Hans"));
    wishes.saveAddresses(home.tenant, List.of(), List.of("ops@" + home.tenant + ".example"));
    pause();
    round();
    later(DIGEST);
    round();
    assertThat(mine().getFirst().subject()).isEqualTo("[Evergrant] Tenant：Xero 已暂停");
    assertThat(box.to("ops@" + home.tenant + ".example").getFirst().subject())
        .isEqualTo("[Evergrant] Tenant: Xero is paused");
  }

  @Test
  void a_member_is_mailed_times_in_the_zone_that_was_chosen_and_others_in_utc() {
    new MemberStore(Server.db()).chooseZone(home.admin, ZoneId.of("Asia/Kathmandu"), 1);
    wishes.saveAddresses(home.tenant, List.of(), List.of("ops@" + home.tenant + ".example"));
    pause();
    round();
    later(DIGEST);
    round();
    assertThat(mine().getFirst().text()).containsPattern("Since .+:\\d\\d UTC\\+05:45");
    assertThat(box.to("ops@" + home.tenant + ".example").getFirst().text())
        .containsPattern("Since .+:\\d\\d UTC\\.");
  }

  @Test
  void an_address_that_does_not_exist_is_given_up_and_logged() {
    wishes.saveAddresses(home.tenant, List.of(), List.of("nobody@acme.example"));
    pause();
    round();
    later(DIGEST);
    round();
    assertThat(mine()).as("the others get theirs").hasSize(1);
    var failing = outbox.failing(home.tenant).orElseThrow();
    assertThat(failing.why()).isEqualTo(MailEnding.NO_SUCH_ADDRESS);
    assertThat(logged(AuditEventType.NOTICE_FAILED))
        .singleElement()
        .satisfies(
            failed ->
                assertThat(failed.details())
                    .containsEntry("address", "nobody@acme.example")
                    .containsEntry("reason", "no_such_address"));
    later(Duration.ofDays(2));
    assertThat(outbox.failing(home.tenant)).isEmpty();
  }

  @Test
  void a_key_that_was_made_is_told_even_where_its_event_comes_to_light_late() throws SQLException {
    try (var slow = Server.postgres().superuser("evergrant")) {
      slow.setAutoCommit(false);
      try (var statement = slow.createStatement()) {
        statement.execute(
            """
            INSERT INTO audit_event (tenant_id, type, actor_kind, actor_name, terminal, details)
            VALUES ('%s', 'api_key_created', 'person', 'eve@acme.example', false, '{"name": "late"}')
            """
                .formatted(home.tenant));
      }
      key("early");
      round();
      slow.commit();
    }
    round();
    later(DIGEST);
    round();
    assertThat(mine())
        .singleElement()
        .satisfies(
            mail ->
                assertThat(mail.text())
                    .contains("API key created: early", "API key created: late")
                    .contains("By eve@acme.example."));
  }

  @Test
  void a_secret_that_was_replaced_a_clients_key_and_a_webhook_that_rests_are_told() {
    changed(AuditEventType.PROVIDER_SECRET_REPLACED, Map.of("name", "Xero"));
    changed(AuditEventType.CLIENT_KEY_MADE, Map.of("kid", "k1"));
    changed(AuditEventType.WEBHOOK_DISABLED, Map.of("name", "crm", "reason", "failing"));
    round();
    later(DIGEST);
    round();
    assertThat(mine())
        .singleElement()
        .satisfies(
            mail ->
                assertThat(mail.text())
                    .contains("Client secret replaced: Xero")
                    .contains("Signing key made: Xero")
                    .contains("Webhook disabled: crm"));
  }

  private void changed(AuditEventType type, Map<String, String> facts) {
    audit.append(
        new AuditEvent(
            home.tenant, type, home.person(), null, xero.id(), null, false, null, facts));
  }

  @Test
  void consents_that_end_are_told_a_month_a_week_and_a_day_ahead() {
    grants(3);
    Server.asSuperuser(
        "UPDATE oauth_grant SET refresh_end_slides = false, refresh_expires_at = eg_now() + interval '35 days' WHERE provider_id = '%s'"
            .formatted(xero.id()));
    var day = 0;
    for (var next : new int[] {4, 6, 20, 27, 29, 31, 34}) {
      round();
      later(DIGEST);
      round();
      later(Duration.ofDays(next - day).minus(DIGEST));
      day = next;
    }
    round();
    later(DIGEST);
    round();
    assertThat(mine())
        .hasSize(3)
        .allSatisfy(
            mail -> assertThat(mail.subject()).contains("Xero: 3 consents end within 30 days"));
  }

  @Test
  void who_wants_none_of_it_gets_no_mail_and_sees_it_on_the_page() {
    wishes.save(home.tenant, home.admin, EnumSet.noneOf(Topic.class));
    pause();
    round();
    later(DIGEST);
    round();
    assertThat(mine()).isEmpty();
    assertThat(notices.open(home.tenant)).hasSize(1);
  }

  @Test
  void without_a_mail_server_nothing_is_kept_to_be_sent_later() {
    pause();
    var pages = finding("n1", MailServer.NONE);
    chain();
    pages.run();
    later(DIGEST);
    pages.run();
    assertThat(notices.open(home.tenant)).hasSize(1);
    round();
    later(DIGEST);
    round();
    assertThat(mine()).isEmpty();
  }

  private void pause() {
    grants(1);
    pause(xero);
  }

  private void pause(Provider provider) {
    new ProviderStore(Server.db())
        .setStatus(home.tenant, provider.id(), ProviderStatus.PAUSED, "paused_by_person");
    audit.append(
        AuditEvent.about(
            home.tenant, AuditEventType.PROVIDER_PAUSED, home.person(), provider.id(), Map.of()));
  }

  private void key(String name) {
    audit.append(
        AuditEvent.of(
            home.tenant, AuditEventType.API_KEY_CREATED, home.person(), Map.of("name", name)));
  }

  private void grants(int count) {
    Server.asSuperuser(
        """
        INSERT INTO oauth_grant (
          tenant_id, id, provider_id, account, status, scope_asked, scope_granted, salt, kv_version, key_version,
          fingerprint, consented_at, last_success_at)
        SELECT '%s', gen_random_uuid(), '%s', 'a' || n, 'ACTIVE', '', '', 's', 1, 1, 'f', eg_now(), eg_now()
        FROM generate_series(1, %d) n
        """
            .formatted(home.tenant, xero.id(), count));
  }

  /** The first of them has failed so often in a row. */
  private void failing(int times) {
    Server.asSuperuser(
        "UPDATE oauth_grant SET failures = %d WHERE provider_id = '%s' AND account = 'a1'"
            .formatted(times, xero.id()));
  }

  /** So many of them need consent by now. */
  private void lose(int count) {
    Server.asSuperuser(
        """
        UPDATE oauth_grant
        SET status = 'NEEDS_CONSENT', status_cause = 'revoked', last_outcome_at = eg_now(), last_outcome = 'consent_lost'
        WHERE provider_id = '%s'
          AND status = 'ACTIVE'
          AND CAST(substr(account, 2) AS integer) <= %d
        """
            .formatted(xero.id(), count));
  }

  /** All owners have authorised again. */
  private void consent() {
    Server.asSuperuser(
        "UPDATE oauth_grant SET status = 'ACTIVE', status_cause = NULL WHERE provider_id = '%s'"
            .formatted(xero.id()));
    events("consent_ended", "connected", 1);
  }

  private void breaker(int step) {
    Server.asSuperuser(
        """
        INSERT INTO provider_breaker (tenant_id, provider_id, failures, step, retry_at)
        VALUES ('%1$s', '%2$s', %3$d, %3$d, CASE WHEN %3$d > 0 THEN eg_now() END)
        ON CONFLICT (tenant_id, provider_id) DO UPDATE
        SET failures = excluded.failures, step = excluded.step, retry_at = excluded.retry_at
        """
            .formatted(home.tenant, xero.id(), step));
  }

  private void events(String type, @Nullable String outcome, int count) {
    Server.asSuperuser(
        """
        INSERT INTO audit_event (tenant_id, type, actor_kind, provider_id, attempt_id, terminal, outcome, details)
        SELECT '%s', '%s', 'timer', '%s', gen_random_uuid(), %s, %s, '{}'
        FROM generate_series(1, %d)
        """
            .formatted(
                home.tenant,
                type,
                xero.id(),
                outcome != null,
                outcome == null ? "NULL" : "'" + outcome + "'",
                count));
  }

  /** As the timers do, by turns. */
  private void round() {
    chain();
    finding.run();
    send();
  }

  private Made.Done subscribed(Post post, Inbox inbox) {
    chain();
    return post.create(home, "crm", inbox.url(), "notice.opened", "notice.grown", "notice.over");
  }

  /** As the timers do: what was found now is sent after the floor has passed it. */
  private void deliver(Post post) {
    round();
    chain();
    for (var i = 0; i < 5 && post.tick() > 0; i++) {}
  }

  private static void chain() {
    var chain = new AuditChainStore(Server.db());
    chain.raiseFloor();
    chain.raiseFloor();
  }

  private void send() {
    nanos += Duration.ofMinutes(1).toNanos();
    while (sending.run() > 0) {}
  }

  private static void later(Duration time) {
    Server.shiftClock(time);
  }

  private List<Mail> mine() {
    return box.to(home.adminEmail);
  }

  private List<AuditEntry> logged(AuditEventType type) {
    return audit.search(
        home.tenant, new AuditQuestion(null, null, type, null, null, null, null, 100));
  }

  private FindNotices finding(String node, MailServer mail) {
    return new FindNotices(
        new RecordNotices(
            turns,
            new NoticeWorkStore(Server.db()),
            outbox,
            wishes,
            new MemberStore(Server.db()),
            audit,
            mail,
            portal(node)));
  }

  private SendMails sending() {
    return new SendMails(
        new RecordMails(turns, outbox, audit, portal("n1")),
        server,
        new NoticeLetters(portal("n1")),
        new RecordOwnerMails(
            new OwnerTurnStore(Server.db()), new OwnerMailStore(Server.db()), audit, portal("n1")),
        new OwnerLetters(),
        new NoLinks(),
        () -> nanos);
  }

  /** Here nobody is asked to consent. */
  private static final class NoLinks implements MailedLinks {
    @Override
    public Optional<ConsentLink> fresh(TenantId tenant, Actor by, GrantId grant) {
      return Optional.empty();
    }

    @Override
    public OneTimeSecret address(ConsentLink link) {
      throw new AssertionError("nobody is mailed a link");
    }
  }

  private static PortalSettings portal(String node) {
    return new PortalSettings(node, URI.create("https://grants.example.com"));
  }
}

package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.mail.SmtpServer;
import io.evergrant.adapter.mail.SmtpSettings;
import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.BulkActStore;
import io.evergrant.adapter.postgresql.ConsentLinkStore;
import io.evergrant.adapter.postgresql.GrantChangeStore;
import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.adapter.postgresql.NoticeMailStore;
import io.evergrant.adapter.postgresql.NoticeTurnStore;
import io.evergrant.adapter.postgresql.OwnerContactStore;
import io.evergrant.adapter.postgresql.OwnerMailStore;
import io.evergrant.adapter.postgresql.OwnerTurnStore;
import io.evergrant.adapter.postgresql.PresentationStore;
import io.evergrant.adapter.postgresql.ProviderStore;
import io.evergrant.adapter.postgresql.TenantPolicyStore;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.bulk.BulkKind;
import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.grant.GrantFilter;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.notice.MailAddress;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.LanguageTag;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantPolicy;
import io.evergrant.portal.notice.NoticeLetters;
import io.evergrant.portal.notice.OwnerLetters;
import io.evergrant.testkit.Mailbox;
import io.evergrant.testkit.Mailbox.Mail;
import io.evergrant.usecase.bulk.Asked;
import io.evergrant.usecase.bulk.MailLinks;
import io.evergrant.usecase.bulk.MailLinks.Mailing;
import io.evergrant.usecase.bulk.ManageBulkActs;
import io.evergrant.usecase.connect.LinkWish;
import io.evergrant.usecase.connect.MailOwner;
import io.evergrant.usecase.connect.MakeLink;
import io.evergrant.usecase.connect.ManageLinks;
import io.evergrant.usecase.connect.OwnerPost;
import io.evergrant.usecase.notice.AskOwners;
import io.evergrant.usecase.notice.RecordAsking;
import io.evergrant.usecase.notice.RecordMails;
import io.evergrant.usecase.notice.RecordOwnerMails;
import io.evergrant.usecase.notice.SendMails;
import io.evergrant.usecase.port.MailServer;
import io.evergrant.usecase.port.PortalSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Owners are mailed links, over PostgreSQL and a real mail server. */
class OwnerMailsIT {
  private static final PortalSettings PORTAL =
      new PortalSettings("n1", URI.create("https://grants.example.com"));
  private static final Duration LOOK = Duration.ofMinutes(6);

  private static final Mailbox BOX = Mailbox.plain(0);

  private final Household home = new Household();
  private final Provider xero = home.provider("Xero");
  private final Member ada =
      new Member(home.admin, home.tenant, home.adminEmail, "Ada", Role.ADMIN);
  private final String owner = "owner-" + home.tenant + "@customer.example";
  private final AuditStore audit = new AuditStore(Server.db());
  private final ConsentLinkStore links = new ConsentLinkStore(Server.db());
  private final GrantStore grants = new GrantStore(Server.db());
  private final GrantChangeStore changes = new GrantChangeStore(Server.db());
  private final OwnerContactStore contacts = new OwnerContactStore(Server.db());
  private final OwnerMailStore mails = new OwnerMailStore(Server.db());
  private final OwnerTurnStore turns = new OwnerTurnStore(Server.db());
  private final MailServer server =
      new SmtpServer(
          SmtpSettings.of(
              URI.create("smtp-plain://localhost:" + BOX.port()),
              null,
              new MailAddress("evergrant@example.com"),
              null));
  private final ManageLinks manage =
      new ManageLinks(
          links,
          new MakeLink(
              links,
              new ProviderStore(Server.db()),
              grants,
              new PresentationStore(Server.db()),
              new OwnerPost(contacts, mails, server),
              audit,
              Instant::now),
          (tenant, link) -> new OneTimeSecret("secret-of-" + link),
          audit,
          PORTAL);
  private final MailOwner owners = new MailOwner(manage, grants, contacts, mails, server, audit);
  private final AskOwners asking =
      new AskOwners(new RecordAsking(turns, mails, manage, PORTAL), server);
  private final SendMails sending =
      new SendMails(
          new RecordMails(
              new NoticeTurnStore(Server.db()), new NoticeMailStore(Server.db()), audit, PORTAL),
          server,
          new NoticeLetters(PORTAL),
          new RecordOwnerMails(turns, mails, audit, PORTAL),
          new OwnerLetters(),
          manage,
          System::nanoTime);

  @AfterAll
  static void shut() {
    BOX.close();
  }

  /** Organisations and mails of other tests have their turns elsewhere. */
  @BeforeEach
  void alone() {
    Server.asSuperuser("UPDATE tenant SET ask_owners = false");
    Server.asSuperuser(
        "UPDATE owner_mail SET given_up_at = eg_now() WHERE sent_at IS NULL AND turn_at <"
            + " 'infinity'");
    Server.asSuperuser(
        "UPDATE notice_mail SET given_up_at = eg_now() WHERE sent_at IS NULL AND given_up_at IS"
            + " NULL");
  }

  @AfterEach
  void now() {
    Server.resetClock();
    alone();
  }

  @Test
  void the_owner_is_mailed_the_link_once_and_the_log_tells_of_it_without_the_address() {
    var grant = known("ben");
    assertThat(owners.ask(ada, grant)).isEqualTo(MailOwner.Asked.DONE);
    assertThat(owners.ask(ada, grant)).as("at once").isEqualTo(MailOwner.Asked.TOO_SOON);
    assertThat(sending.run()).isEqualTo(1);
    var mail = mine().getFirst();
    assertThat(mail.subject()).isEqualTo("Tenant: please authorise Xero again");
    assertThat(mail.heads()).contains("From: Tenant <evergrant@example.com>");
    var link = links.list(home.tenant, null, null, 10).getFirst();
    assertThat(mail.text()).contains(address(link), "ben@accounts.example");
    assertThat(mail.html()).contains("<a href=\"" + address(link) + "\">");
    assertThat(sending.run()).isZero();
    assertThat(mine()).hasSize(1);
    assertThat(logged(AuditEventType.OWNER_MAILED))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.details())
                    .containsEntry("consent_link", link.id().toString())
                    .containsEntry("step", "asked"));
    assertThat(everythingLogged()).doesNotContain(owner, "customer.example", "secret-of");
    assertThat(owners.newest(ada, grant).orElseThrow().sentAt()).isNotNull();
  }

  @Test
  void P06_a_lost_consent_has_its_owner_mailed_a_fresh_link_once_where_that_is_switched_on() {
    var grant = known("ben");
    lose(grant);
    Server.shiftClock(LOOK);
    assertThat(asking.run()).as("it is off").isZero();
    asked(new LanguageTag("zh-Hans"));
    assertThat(asking.run()).isEqualTo(1);
    sending.run();
    assertThat(mine()).singleElement().extracting(Mail::subject).asString().contains("授权已失效");
    for (var look = 2; look < 4; look++) {
      Server.shiftClock(LOOK);
      assertThat(asking.run()).as("once for this consent").isZero();
    }
    changes.consented(home.consent(xero, grant, "ben", "11ff", Duration.ofHours(1)));
    lose(grant);
    Server.shiftClock(LOOK);
    assertThat(asking.run()).as("another consent was lost").isEqualTo(1);
    sending.run();
    assertThat(mine()).hasSize(2);
    assertThat(logged(AuditEventType.OWNER_MAILED))
        .allMatch(event -> "lost".equals(event.details().get("step")));
  }

  @Test
  void P06_a_consent_that_came_back_and_is_lost_again_is_a_new_loss() {
    var grant = known("ben");
    asked(null);
    refreshed(grant);
    lose(grant);
    Server.shiftClock(LOOK);
    assertThat(asking.run()).isEqualTo(1);
    assertThat(changes.retryNow(home.tenant, grant, home.person())).isTrue();
    Server.shiftClock(LOOK);
    assertThat(asking.run()).as("it is tried again").isZero();
    lose(grant);
    Server.shiftClock(LOOK);
    assertThat(asking.run()).as("in vain: the same loss").isZero();
    refreshed(grant);
    Server.shiftClock(LOOK);
    assertThat(asking.run()).as("it works again").isZero();
    lose(grant);
    for (var look = 0; look < 2; look++) {
      Server.shiftClock(LOOK);
      assertThat(asking.run()).as("another loss, look " + look).isEqualTo(look == 0 ? 1 : 0);
      sending.run();
    }
    sending.run();
    assertThat(mine()).hasSize(2);
  }

  @Test
  void after_a_loss_that_was_no_end_the_owner_is_asked_before_the_end_that_is_known() {
    var grant = known("ben");
    asked(null);
    lose(grant);
    Server.shiftClock(LOOK);
    assertThat(asking.run()).isEqualTo(1);
    refreshed(grant);
    Server.asSuperuser(
        "UPDATE oauth_grant SET refresh_expires_at = eg_now() + interval '6 days',"
            + " refresh_end_slides = false WHERE id = '%s'".formatted(grant));
    for (var look = 0; look < 2; look++) {
      Server.shiftClock(LOOK);
      assertThat(asking.run()).as("look " + look).isEqualTo(look == 0 ? 1 : 0);
    }
  }

  @Test
  void before_a_known_end_each_step_comes_once_and_none_that_is_passed() {
    var grant = known("ben");
    asked(null);
    Server.asSuperuser(
        "UPDATE oauth_grant SET refresh_expires_at = eg_now() + interval '31 days',"
            + " refresh_end_slides = false WHERE id = '%s'".formatted(grant));
    var sent = new ArrayList<Integer>();
    Server.shiftClock(Duration.ofHours(12));
    for (var days : List.of(0, 2, 1, 20, 2, 4, 1)) {
      Server.shiftClock(Duration.ofDays(days));
      asking.run();
      sending.run();
      sent.add(mine().size());
    }
    assertThat(sent).containsExactly(0, 1, 1, 1, 2, 2, 3);
    assertThat(logged(AuditEventType.OWNER_MAILED))
        .extracting(event -> event.details().get("step"))
        .containsExactlyInAnyOrder("month", "week", "day");
  }

  @Test
  void a_node_that_dies_while_sending_leaves_a_mail_that_goes_out_under_the_same_name() {
    var grant = known("ben");
    owners.ask(ada, grant);
    var dead = turns.claimMail(Duration.ofMinutes(3)).orElseThrow();
    assertThat(sending.run()).as("leased").isZero();
    Server.shiftClock(Duration.ofMinutes(4));
    assertThat(sending.run()).isEqualTo(1);
    assertThat(mails.sent(home.tenant, dead)).as("too late").isFalse();
    assertThat(mine().getFirst().heads()).contains("<" + dead.mail() + "@example.com>");
    assertThat(logged(AuditEventType.OWNER_MAILED)).hasSize(1);
  }

  @Test
  void who_is_forgotten_or_has_consented_meanwhile_gets_no_mail() {
    var forgotten = known("ben");
    var revoked = known("eve");
    var consented = known("joy");
    for (var grant : List.of(forgotten, revoked, consented)) {
      assertThat(owners.ask(ada, grant)).isEqualTo(MailOwner.Asked.DONE);
    }
    assertThat(owners.save(Steward.of(ada), forgotten, " ")).isEqualTo(MailOwner.Saved.DONE);
    changes.revoke(home.tenant, revoked);
    assertThat(contacts.find(home.tenant, revoked)).as("it goes with the grant").isEmpty();
    Server.shiftClock(Duration.ofMinutes(1));
    changes.consented(home.consent(xero, consented, "joy", "11ff", Duration.ofHours(1)));
    for (var mail = 0; mail < 3; mail++) {
      assertThat(sending.run()).isZero();
    }
    assertThat(mine()).isEmpty();
    assertThat(owners.ask(ada, forgotten)).isEqualTo(MailOwner.Asked.NO_ADDRESS);
    assertThat(owners.save(Steward.of(ada), revoked, owner)).isEqualTo(MailOwner.Saved.REVOKED);
  }

  @Test
  void an_address_that_comes_with_a_link_for_a_new_account_stays_with_its_grant() {
    var wish =
        new LinkWish(xero.id(), null, "customer-7", "", LinkWish.USUAL_LIFE, null, owner, true);
    var made = (ManageLinks.Made.Done) manage.make(ada, wish);
    sending.run();
    assertThat(mine().getFirst().subject())
        .isEqualTo("Tenant asks for access to your account at Xero");
    var grant = home.grant(xero, "new", Duration.ofHours(1));
    links.use(home.tenant, made.link().id(), grant);
    contacts.moved(home.tenant, made.link().id(), grant);
    assertThat(owners.address(ada, grant)).contains(new MailAddress(owner));
    for (var wrong : List.of("nobody", "a@b.example\nBcc: c@d.example", "a b@c.example")) {
      var refused =
          manage.make(
              ada, new LinkWish(xero.id(), null, "", "", LinkWish.USUAL_LIFE, null, wrong, false));
      assertThat(refused).as(wrong).isInstanceOf(ManageLinks.Made.NoMailAddress.class);
    }
  }

  @Test
  void those_of_a_campaign_who_have_not_consented_are_mailed_each_once_a_day() {
    var one = known("ben");
    var two = known("eve");
    home.grant(xero, "unknown", Duration.ofHours(1));
    var acts =
        new ManageBulkActs(
            new BulkActStore(Server.db()), new TenantPolicyStore(Server.db()), audit);
    var act = ((Asked.Done) acts.ask(Steward.of(ada), BulkKind.LINK, GrantFilter.ANY, null)).act();
    new BulkNode("n1").run();
    changes.consented(home.consent(xero, two, "eve", "11ff", Duration.ofHours(1)));
    var mailing = new MailLinks(new BulkActStore(Server.db()), mails, server, audit);
    assertThat(mailing.ask(Steward.of(ada), act.id())).isEqualTo(new Mailing.Done(1));
    assertThat(mailing.ask(Steward.of(ada), act.id())).as("at once").isEqualTo(new Mailing.Done(0));
    sending.run();
    assertThat(mine()).singleElement().extracting(Mail::text).asString().contains("ben@");
    Server.shiftClock(Duration.ofHours(25));
    var key = new Actor.ApiKey(new ApiKeyId(UUID.randomUUID()), "back end");
    assertThat(mailing.ask(new Steward(home.tenant, key, xero.id()), act.id()))
        .as("an act of all providers, by a key for one")
        .isEqualTo(new Mailing.NotThere());
    assertThat(mailing.ask(new Steward(home.tenant, key, null), act.id()))
        .isEqualTo(new Mailing.Done(1));
    assertThat(one).isNotEqualTo(two);
    assertThat(logged(AuditEventType.BULK_ACT_LINKS_MAILED))
        .as("who asked for it")
        .allSatisfy(event -> assertThat(event.details()).containsEntry("grants", "1"))
        .extracting(AuditEntry::actor)
        .containsExactly("api_key:back end", ada.email());
  }

  private GrantId known(String subject) {
    var grant = home.grant(xero, subject, Duration.ofHours(1));
    assertThat(owners.save(Steward.of(ada), grant, owner)).isEqualTo(MailOwner.Saved.DONE);
    return grant;
  }

  private void lose(GrantId grant) {
    Server.asSuperuser(
        "UPDATE oauth_grant SET status = 'NEEDS_CONSENT', status_cause = 'revoked', due_at = NULL"
            + " WHERE id = '%s'".formatted(grant));
  }

  private void refreshed(GrantId grant) {
    Server.asSuperuser(
        "UPDATE oauth_grant SET status = 'ACTIVE', status_cause = NULL, last_success_at = eg_now()"
            + " WHERE id = '%s'".formatted(grant));
  }

  private void asked(@Nullable LanguageTag language) {
    var policies = new TenantPolicyStore(Server.db());
    var off = new TenantPolicy(false, false, false);
    var on = new TenantPolicy(false, false, false, true, language);
    assertThat(policies.save(home.tenant, off, on)).isTrue();
    assertThat(policies.find(home.tenant)).isEqualTo(on);
  }

  private String address(ConsentLink link) {
    return manage.address(link).reveal();
  }

  private List<Mail> mine() {
    return BOX.to(owner);
  }

  private List<AuditEntry> logged(AuditEventType type) {
    return audit.search(
        home.tenant, new AuditQuestion(null, null, type, null, null, null, null, 100));
  }

  private String everythingLogged() {
    return audit
        .search(home.tenant, new AuditQuestion(null, null, null, null, null, null, null, 100))
        .toString();
  }
}

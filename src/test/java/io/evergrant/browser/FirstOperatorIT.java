package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.Invitation;
import io.evergrant.testkit.Mailbox;
import io.evergrant.testkit.NewTenant;
import io.evergrant.testkit.OwnCertificate;
import io.evergrant.testkit.Rsyslog;
import io.evergrant.testkit.Rsyslog.Driver;
import io.evergrant.testkit.Rsyslog.Received;
import io.evergrant.testkit.Seed.Login;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.canary.Canaries;
import io.evergrant.testkit.canary.Sieve;
import io.evergrant.testkit.demo.DemoProvider;
import io.evergrant.testkit.process.Ports;
import io.evergrant.testkit.process.Until;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A new installation whose environment names an operator, a mail server and a syslog receiver:
 * whoever reads the log of the first start sets the password, once; what needs a person is mailed;
 * the audit log goes to the receiver. And a key may make one call a second.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstOperatorIT {
  private static final String EMAIL = "olga.operator@evergrant.example";
  private static final String PASSWORD = "four words <b>& a blank</b>";

  /** What a receiver needs for the log of every organisation, on a slow machine. */
  private static final Duration MANY = Duration.ofMinutes(4);

  private static final String MARK = "Acme's secret provider";

  private Stack stack;
  private Walker olga;
  private String link = "";
  private UUID provider;
  private int mailPort;
  private Rsyslog rsyslog;

  @BeforeAll
  void start(@TempDir Path folder) {
    mailPort = Ports.free();
    var sender = OwnCertificate.of(folder, "evergrant");
    var receiver = OwnCertificate.of(folder, "localhost");
    rsyslog = Rsyslog.in(folder.resolve("rsyslog"), Driver.OPENSSL, receiver, sender);
    stack =
        Stack.start(
            Stack.Plan.in(
                folder,
                Map.of(
                    Invitation.VARIABLE,
                    EMAIL,
                    "EVERGRANT_API_RATE",
                    "1",
                    "EVERGRANT_SMTP_URL",
                    "smtp-plain://localhost:" + mailPort,
                    "EVERGRANT_SMTP_FROM",
                    "evergrant@evergrant.example",
                    "EVERGRANT_SYSLOG_URL",
                    "syslog-tls://localhost:" + rsyslog.port(),
                    "EVERGRANT_SYSLOG_CACERT",
                    receiver.pem().toString(),
                    "EVERGRANT_SYSLOG_CERT",
                    sender.pem().toString(),
                    "EVERGRANT_SYSLOG_KEY",
                    sender.key().toString())));
    olga = new Walker(stack.base());
    var admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    provider = admin.registerDemo(MARK, stack.provider(), "strict");
  }

  @AfterAll
  void close() {
    olga.assertNoComplaints();
    olga.close();
    stack.close();
    rsyslog.close();
  }

  @Test
  @Order(1)
  void the_log_shows_a_link_and_a_new_start_replaces_it() {
    var first = linkInLog();
    stack.crashAndRestartPortal();
    link = linkInLog();
    assertThat(link).isNotEqualTo(first);
    olga.go(first);
    assertThat(olga.note()).contains("This link was used before, has ended, or never was");
    assertThat(olga.page.locator("#password").count()).isZero();
    olga.look("activate-ended");
  }

  @Test
  @Order(2)
  void nobody_signs_in_before_a_password_is_set() {
    olga.signIn(new Login(EMAIL, PASSWORD));
    assertThat(olga.note()).contains("Email address or password is wrong");
  }

  @Test
  @Order(3)
  void a_bad_password_gets_a_sentence_and_leaves_the_link_good() {
    olga.go(link);
    assertThat(olga.shows(EMAIL)).isTrue();
    olga.look("activate");
    choose("short", "short");
    assertThat(olga.note()).contains("A password has 12 to 256 characters");
    olga.look("activate-refused");
    choose("x".repeat(257), "x".repeat(257));
    assertThat(olga.note()).contains("A password has 12 to 256 characters");
    choose(PASSWORD, PASSWORD + " ");
    assertThat(olga.note()).contains("The two passwords differ");
    choose("", "");
    assertThat(olga.note()).contains("Enter a password");
    assertThat(olga.at()).isEqualTo(link);
  }

  @Test
  @Order(4)
  void a_good_password_uses_the_link_up_and_opens_the_installation() {
    try (var other = new Walker(stack.base())) {
      other.go(link);
      choose(PASSWORD, PASSWORD);
      assertThat(olga.at()).isEqualTo("/login?why=activated");
      assertThat(olga.note()).contains("Your password is set");
      olga.look("login-activated");

      other.page.fill("#password", "another password of mine");
      other.page.fill("#again", "another password of mine");
      other.page.click("#set-password");
      assertThat(other.note()).contains("This link was used before, has ended, or never was");
      other.go(link);
      assertThat(other.page.locator("#password").count()).isZero();
      other.assertNoComplaints();
    }
    olga.signIn(new Login(EMAIL, "another password of mine"));
    assertThat(olga.note()).contains("Email address or password is wrong");
    olga.signIn(new Login(EMAIL, PASSWORD));
    assertThat(olga.at()).isEqualTo("/operator");
    assertThat(olga.heading()).isEqualTo("This node is at work");
    assertThat(olga.page.locator("section:has(#log) tbody tr td:nth-child(2)").allInnerTexts())
        .as("with the try before there was a password")
        .containsExactly("Signed in", "Sign-in failed", "Password chosen", "Sign-in failed");
    olga.look("operator-first");
  }

  @Test
  @Order(5)
  void P14_the_operator_sees_no_tenant() {
    for (var path : List.of("/", "/operator")) {
      olga.go(path);
      assertThat(olga.at()).isEqualTo("/operator");
      assertThat(olga.shows(MARK)).as(path).isFalse();
      assertThat(olga.shows(stack.seed().acme().admin().email())).as(path).isFalse();
    }
    for (var path :
        List.of(
            "/grants",
            "/providers",
            "/providers/new",
            "/providers/" + provider,
            "/providers/" + provider + "/edit",
            "/audit",
            "/audit.csv",
            "/members")) {
      assertThat(olga.go(path).status()).as(path).isEqualTo(403);
      assertThat(olga.shows(MARK)).as(path).isFalse();
    }
  }

  /** The server's own Jakarta Mail, and a mail server that comes late. */
  @Test
  @Order(6)
  void what_opens_is_mailed_and_a_mail_that_fails_is_said_on_the_overview() throws SQLException {
    var login = stack.seed().acme().admin();
    var admin = Visitor.signedIn(stack.base(), login);
    var page = "/providers/" + provider;
    admin.press(admin.get(page), "pause", Map.of());
    awaitPage("the notice", () -> admin.get("/notices").text().contains(MARK + " is paused"));
    assertThat(admin.get("/").document().getElementById("mail")).isNull();
    shiftClock("2 minutes");
    awaitPage("the banner", () -> admin.get("/").document().getElementById("mail") != null);
    assertThat(admin.get("/").text()).contains("The mail server cannot be reached");
    try (var ada = new Walker(stack.base());
        var box = Mailbox.plain(mailPort)) {
      ada.signIn(login);
      ada.go("/");
      ada.look("overview-mail-failing");
      shiftClock("2 minutes");
      var mail = box.await(login.email(), Duration.ofSeconds(60));
      assertThat(mail.subject()).isEqualTo("[Evergrant] Acme Ltd: " + MARK + " is paused");
      assertThat(mail.text()).contains(stack.base() + page);
      assertThat(secretsIn(mail.raw())).as("P11").isEmpty();
      awaitPage("no banner", () -> admin.get("/").document().getElementById("mail") == null);
      assertThat(admin.get("/audit").text()).contains("Notices mailed");
    }
  }

  /** Once, while the form waits; where the server does not take it, the link is shown. */
  @Test
  @Order(7)
  void a_link_for_a_password_is_mailed_and_shown_only_where_the_mail_is_not_taken() {
    var acme = stack.seed().acme().admin();
    var cem = new Login("cem@acme.example", PASSWORD);
    try (var ada = new Walker(stack.base())) {
      ada.signIn(acme);
      ada.go("/members/new");
      ada.look("member-new-mailable");
      invite(ada, "bea@acme.example");
      assertThat(ada.note()).contains("The link was not mailed: the mail server cannot be reached");
      assertThat(ada.page.innerText("#one-time-link")).contains("/activate/");
      ada.look("member-not-mailed");
      try (var box = Mailbox.plain(mailPort)) {
        invite(ada, "nobody@acme.example");
        assertThat(ada.note()).contains("knows of no address nobody@acme.example");
        assertThat(ada.page.locator("#one-time-link").count()).isEqualTo(1);

        invite(ada, cem.email());
        assertThat(ada.note()).contains("has taken the mail to " + cem.email());
        assertThat(ada.at()).startsWith("/members/");
        assertThat(ada.page.locator("#one-time-link").count()).isZero();
        ada.look("member-mailed");
        choosesByMail(box, cem, "[Evergrant] Acme Ltd: choose your password");

        ada.page.check("#mailed");
        ada.page.click("#renew-link");
        assertThat(ada.note()).contains("has taken the mail to " + cem.email());
        assertThat(ada.page.locator("#one-time-link").count()).isZero();
        choosesByMail(box, cem, "[Evergrant] Acme Ltd: choose another password");
        assertThat(toldOf(cem)).containsExactly("member_created true", "password_link_made true");

        var una = new Login("una@umbrella.example", PASSWORD);
        var operator = Visitor.signedIn(stack.base(), new Login(EMAIL, PASSWORD));
        var made =
            operator.press(
                operator.get("/operator/organisations/new"),
                "create",
                Map.of(
                    "name", "Umbrella", "slug", "umbrella", "email", una.email(), "mailed", "on"));
        assertThat(made.text()).contains("has taken the mail to " + una.email());
        assertThat(made.text()).doesNotContain("/activate/");
        choosesByMail(box, una, "[Evergrant] Umbrella: choose your password");
        var again =
            operator.press(made, "renew-link", Map.of("email", una.email(), "mailed", "on"));
        assertThat(again.text()).contains("has taken the mail to " + una.email());
        choosesByMail(box, una, "[Evergrant] Umbrella: choose another password");
      }
      ada.assertNoComplaints();
    }
  }

  private static void invite(Walker admin, String email) {
    admin.go("/members/new");
    admin.page.fill("#email", email);
    admin.page.check("#mailed");
    admin.page.click("#invite");
  }

  /** Follows the one link of the one mail with that subject, and signs in. */
  private void choosesByMail(Mailbox box, Login login, String subject) {
    var mails =
        box.to(login.email()).stream().filter(mail -> mail.subject().equals(subject)).toList();
    assertThat(mails).as(subject).hasSize(1);
    var text = mails.getFirst().text();
    var address = text.lines().filter(line -> line.contains("/activate/")).toList();
    assertThat(address).hasSize(1);
    assertThat(address.getFirst()).startsWith(stack.base() + "/activate/");
    var reader = new Visitor(stack.base());
    var page = reader.get(address.getFirst().substring(stack.base().toString().length()));
    assertThat(page.text()).contains(login.email());
    var chosen = Map.of("password", login.password(), "again", login.password());
    assertThat(reader.press(page, "set-password", chosen).text()).contains("Your password is set");
    assertThat(Visitor.signedIn(stack.base(), login).get("/").status()).isEqualTo(200);
  }

  private List<String> toldOf(Login login) {
    return sql(
        """
        SELECT type || ' ' || (details ->> 'mailed')
        FROM audit_event
        WHERE details ->> 'member' = '%s'
          AND details ? 'life_s'
        ORDER BY number
        """
            .formatted(login.email()));
  }

  /** The server's own TLS and transactions, a receiver that comes late, and a portal that dies. */
  @Test
  @Order(8)
  void P18_the_log_of_every_organisation_reaches_a_syslog_receiver_and_the_console_tells_how()
      throws SQLException {
    olga.go("/operator");
    assertThat(olga.shows("cannot be reached")).isTrue();
    olga.look("operator-syslog-away");
    var ready = olga.go("/health/ready");
    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.text().replace(" ", "")).contains("\"receiver\":\"unreachable\"");
    sql(
        """
        INSERT INTO audit_event (tenant_id, type, actor_kind, terminal, details)
        SELECT t.id, 'signed_in', 'anonymous', false, jsonb_build_object('member', n::text)
        FROM generate_series(1, 15000) n, tenant t
        """);
    rsyslog.start();
    shiftClock("2 minutes");
    Until.holds("some have arrived", MANY, () -> rsyslog.size() > 1_000_000);
    stack.crashAndRestartPortal();
    // whoever was killed had the turn
    shiftClock("2 minutes");
    Until.holds("all have arrived", MANY, () -> waiting() == 0);
    var first = new LinkedHashSet<String>();
    rsyslog.received().stream()
        .filter(Received::isEvent)
        .forEach(one -> first.add(one.tenant() + " " + one.number()));
    assertThat(first).containsExactlyInAnyOrderElementsOf(numbers());
    olga.signIn(new Login(EMAIL, PASSWORD));
    olga.go("/operator");
    assertThat(olga.shows("takes the log")).isTrue();
    olga.look("operator-syslog");
  }

  /** That the portal was started again is the story so far. */
  @Test
  @Order(9)
  void once_there_is_an_operator_no_start_makes_another_link() {
    assertThat(stack.invitation().orElseThrow().link()).isEmpty();
    olga.go(link);
    assertThat(olga.page.locator("#password").count()).isZero();
    olga.signIn(new Login(EMAIL, PASSWORD));
    assertThat(olga.at()).isEqualTo("/operator");
  }

  private List<String> secretsIn(String mail) {
    var canaries = new Canaries();
    canaries.add("ClientSecret", "a registration", DemoProvider.CLIENT_SECRET);
    canaries.add("Password", "a sign-in", stack.seed().acme().admin().password());
    var sieve = new Sieve(canaries.all());
    sieve.sift("a mail", mail);
    return sieve.found();
  }

  /** Five seconds' worth at once (draft-ietf-httpapi-ratelimit-headers-09, RFC 6585 section 4). */
  @Test
  @Order(10)
  void a_key_that_calls_too_often_is_told_when_to_call_again() throws InterruptedException {
    var eager = new BackEnd(stack.base(), NewTenant.in(stack, "Too many calls").key());
    var answer = eager.get("/api/v1/grants");
    assertThat(answer.status()).isEqualTo(200);
    for (var calls = 1; answer.status() == 200 && calls < 50; calls++) {
      answer = eager.get("/api/v1/grants");
    }
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.problem()).isEqualTo("too-many-calls");
    assertThat(answer.text("detail")).isEqualTo("At most 5 calls in 5 seconds.");
    assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"key\";q=5;w=5");
    assertThat(answer.header("RateLimit")).matches("\"key\";r=0;t=[45]");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    var calm = new BackEnd(stack.base(), stack.seed().acme().apiKey());
    assertThat(calm.get("/api/v1/grants").status()).as("another key").isEqualTo(200);
    Thread.sleep(Duration.ofSeconds(Long.parseLong(answer.header("Retry-After"))));
    assertThat(eager.get("/api/v1/grants").status()).as("after that").isEqualTo(200);
  }

  private static void awaitPage(String what, BooleanSupplier there) {
    Until.holds(what, Duration.ofSeconds(45), there);
  }

  private List<String> numbers() {
    return sql("SELECT tenant_id || ' ' || number FROM audit_event");
  }

  private long waiting() {
    return Long.parseLong(
        sql("""
        SELECT count(*)
        FROM audit_event e
        LEFT JOIN audit_link l ON l.tenant_id = e.tenant_id AND l.number = e.number
        LEFT JOIN syslog_cursor c ON c.tenant_id = e.tenant_id
        WHERE coalesce(l.sequence > c.sequence, true)
        """)
            .getFirst());
  }

  /** The first column, past row-level security. */
  private List<String> sql(String text) {
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var statement = connection.createStatement()) {
      var values = new ArrayList<String>();
      if (statement.execute(text)) {
        var rows = statement.getResultSet();
        while (rows.next()) {
          values.add(rows.getString(1));
        }
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void shiftClock(String by) throws SQLException {
    try (var connection = stack.stores().database().connectAsOwner();
        var statement = connection.createStatement()) {
      statement.execute("UPDATE eg_clock SET shift = shift + interval '" + by + "'");
    }
  }

  /** The browser's own check of required fields is one thing, the portal's another. */
  private void choose(String password, String again) {
    olga.page.evaluate("document.getElementById('activate').noValidate = true");
    olga.page.fill("#password", password);
    olga.page.fill("#again", again);
    olga.page.click("#set-password");
  }

  private String linkInLog() {
    var found = stack.invitation().orElseThrow();
    assertThat(found.email()).isEqualTo(EMAIL);
    var address = found.link().orElseThrow(() -> new AssertionError("no link in the log"));
    assertThat(address).startsWith(stack.base() + "/activate/");
    return address.substring(stack.base().toString().length());
  }
}

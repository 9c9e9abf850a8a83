package io.evergrant.adapter.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.adapter.mail.SmtpSettings.Login;
import io.evergrant.domain.notice.Letter;
import io.evergrant.domain.notice.MailAddress;
import io.evergrant.domain.notice.MailEnding;
import io.evergrant.domain.secret.MailPassword;
import io.evergrant.testkit.Mailbox;
import io.evergrant.testkit.OwnCertificate;
import io.evergrant.testkit.process.Ports;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Mail as a real server gets it, and what is made of what it says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmtpServerTest {
  private static final MailAddress FROM = new MailAddress("evergrant@example.com");
  private static final MailAddress ADA = new MailAddress("ada@acme.example");
  private static final String SECRET = "canary-of-the-mail-login";
  private static final Login LOGIN = new Login("evergrant", new MailPassword(SECRET));

  private OwnCertificate good;
  private OwnCertificate other;
  private Mailbox plain;
  private Mailbox startTls;
  private Mailbox tls;

  @BeforeAll
  void start(@TempDir Path folder) {
    good = OwnCertificate.of(folder, "localhost");
    other = OwnCertificate.of(folder, "mail.elsewhere.example");
    plain = Mailbox.plain(0);
    startTls = Mailbox.startTls(good.server(), "evergrant", SECRET);
    tls = Mailbox.tls(good.server());
  }

  @AfterAll
  void stop() {
    plain.close();
    startTls.close();
    tls.close();
  }

  @Test
  void a_letter_arrives_as_plain_text_and_as_html() throws Exception {
    assertThat(send("smtp-plain", plain, null, null, letter("Xero answers again", ADA)))
        .isEqualTo(MailEnding.ACCEPTED);
    var mail = plain.await(ADA.value());
    assertThat(mail.from()).isEqualTo(FROM.value());
    assertThat(mail.subject()).isEqualTo("Xero answers again");
    assertThat(mail.text()).isEqualTo("Grüße – plain\n");
    assertThat(mail.html()).isEqualTo("<p>Grüße – html</p>\n");
    assertThat(mail.message().getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.message().getMessageID()).isEqualTo("<the-same-id@example.com>");
  }

  /** A provider may be called anything: no name of one begins a head of its own. */
  @Test
  void a_name_that_holds_line_breaks_adds_no_head_and_no_recipient() throws Exception {
    var evil = "Xero\r\nBcc: mallory@evil.example\r\n\r\nbody\u2028X\u0000\nTo: b@evil.example";
    var to = new MailAddress("broken@acme.example");
    assertThat(send("smtp-plain", plain, null, null, letter(evil, to)))
        .isEqualTo(MailEnding.ACCEPTED);
    var mail = plain.await(to.value());
    assertThat(mail.heads().lines()).noneMatch(line -> line.startsWith("Bcc"));
    assertThat(mail.message().getAllRecipients()).hasSize(1);
    assertThat(mail.subject())
        .isEqualTo("Xero Bcc: mallory@evil.example body X To: b@evil.example");
    assertThat(plain.mails()).noneMatch(other -> other.to().contains("evil"));
  }

  @Test
  void starttls_with_a_login_and_tls_from_the_first_byte_arrive() {
    assertThat(send("smtp", startTls, LOGIN, good.pem(), letter("one", ADA)))
        .isEqualTo(MailEnding.ACCEPTED);
    assertThat(send("smtps", tls, null, good.pem(), letter("two", ADA)))
        .isEqualTo(MailEnding.ACCEPTED);
    assertThat(startTls.await(ADA.value()).subject()).isEqualTo("one");
    assertThat(tls.await(ADA.value()).subject()).isEqualTo("two");
  }

  @Test
  void nothing_is_sent_where_encryption_was_asked_for_and_is_not_to_be_had() {
    var to = new MailAddress("plain@acme.example");
    assertThat(send("smtp", plain, LOGIN, good.pem(), letter("x", to)))
        .as("a server without STARTTLS, or someone between who strips it")
        .isEqualTo(MailEnding.NOT_ENCRYPTED);
    assertThat(send("smtps", tls, null, null, letter("x", to)))
        .as("a certificate that nobody vouches for")
        .isEqualTo(MailEnding.NOT_ENCRYPTED);
    assertThat(send("smtp", startTls, LOGIN, other.pem(), letter("x", to)))
        .as("a certificate of another authority")
        .isEqualTo(MailEnding.NOT_ENCRYPTED);
    try (var elsewhere = Mailbox.tls(other.server())) {
      assertThat(send("smtps", elsewhere, null, other.pem(), letter("x", to)))
          .as("a certificate of another name")
          .isEqualTo(MailEnding.NOT_ENCRYPTED);
    }
    assertThat(plain.to(to.value())).isEmpty();
    assertThat(tls.to(to.value())).isEmpty();
    assertThat(startTls.to(to.value())).isEmpty();
  }

  @Test
  void what_a_server_refuses_says_whether_another_try_may_help() {
    assertThat(
            send(
                "smtp",
                startTls,
                new Login("evergrant", new MailPassword("old")),
                good.pem(),
                letter("x", ADA)))
        .isEqualTo(MailEnding.LOGIN_REFUSED);
    assertThat(refused("nobody@acme.example")).isEqualTo(MailEnding.NO_SUCH_ADDRESS);
    assertThat(refused("later@acme.example")).isEqualTo(MailEnding.LATER);
    assertThat(refused("never@acme.example")).isIn(MailEnding.REFUSED, MailEnding.LATER);
    var closed = URI.create("smtp-plain://localhost:" + Ports.free());
    assertThat(new SmtpServer(SmtpSettings.of(closed, null, FROM, null)).send(letter("x", ADA)))
        .isEqualTo(MailEnding.UNREACHABLE);
    var unknown = URI.create("smtp-plain://mail.invalid:25");
    assertThat(new SmtpServer(SmtpSettings.of(unknown, null, FROM, null)).send(letter("x", ADA)))
        .isEqualTo(MailEnding.UNREACHABLE);
  }

  @Test
  void an_address_of_a_server_is_one_of_three_kinds_and_holds_no_secret() {
    for (var text :
        new String[] {
          "https://mail.example",
          "smtp:mail",
          "smtp://u:p@mail.example",
          "smtp://mail.example/x",
          "smtp://mail.example?x"
        }) {
      assertThatThrownBy(() -> SmtpSettings.of(URI.create(text), null, FROM, null))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(
            () -> SmtpSettings.of(URI.create("smtp-plain://mail.example"), LOGIN, FROM, null))
        .hasMessageContaining("not sent in plain");
    var settings = SmtpSettings.of(URI.create("smtp://mail.example"), LOGIN, FROM, null);
    assertThat(settings.port()).isEqualTo(587);
    assertThat(settings.toString()).doesNotContain(SECRET);
  }

  private MailEnding refused(String to) {
    return send("smtp-plain", plain, null, null, letter("x", new MailAddress(to)));
  }

  private static MailEnding send(
      String scheme, Mailbox box, @Nullable Login login, @Nullable Path authority, Letter letter) {
    var address = URI.create(scheme + "://localhost:" + box.port());
    return new SmtpServer(SmtpSettings.of(address, login, FROM, authority)).send(letter);
  }

  private static Letter letter(String subject, MailAddress to) {
    return new Letter("the-same-id", to, subject, "Grüße – plain\n", "<p>Grüße – html</p>\n");
  }
}

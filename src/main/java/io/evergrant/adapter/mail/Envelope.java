package io.evergrant.adapter.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.notice.Letter;
import io.evergrant.domain.notice.MailAddress;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;

/** A letter as a message of RFC 5322: plain text, and the same as HTML. */
final class Envelope {
  private final Session session;
  private final MailAddress from;

  Envelope(Session session, MailAddress from) {
    this.session = session;
    this.from = from;
  }

  MimeMessage of(Letter letter) throws MessagingException {
    var message = new Named(session, "<" + letter.id() + "@" + from.domain() + ">");
    message.setFrom(sender(letter));
    message.setRecipient(RecipientType.TO, new InternetAddress(letter.to().value(), true));
    message.setSubject(letter.subject(), UTF_8.name());
    // RFC 3834 section 5: nobody's holiday answers it
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setContent(
        new MimeMultipart(
            "alternative", part(letter.text(), "plain"), part(letter.html(), "html")));
    message.saveChanges();
    return message;
  }

  private InternetAddress sender(Letter letter) throws MessagingException {
    var address = new InternetAddress(from.value(), true);
    if (!letter.sender().isEmpty()) {
      try {
        address.setPersonal(letter.sender(), UTF_8.name());
      } catch (UnsupportedEncodingException e) {
        throw new IllegalStateException(e);
      }
    }
    return address;
  }

  private static MimeBodyPart part(String text, String kind) throws MessagingException {
    var part = new MimeBodyPart();
    part.setText(text, UTF_8.name(), kind);
    return part;
  }

  /** Keeps its id where Jakarta Mail would make one up. */
  private static final class Named extends MimeMessage {
    private final String id;

    Named(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}

package io.evergrant.adapter.mail;

import io.evergrant.adapter.mail.SmtpSettings.Encryption;
import io.evergrant.domain.notice.Letter;
import io.evergrant.domain.notice.MailEnding;
import io.evergrant.usecase.port.MailServer;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

/** One connection for each mail: there are few, and a server may close one that waits. */
public class SmtpServer implements MailServer {
  private final SmtpSettings settings;
  private final Session session;

  /**
   * A server that was configured.
   *
   * @throws IllegalArgumentException where the file of its authority is none
   */
  public SmtpServer(SmtpSettings settings) {
    this.settings = settings;
    this.session = Session.getInstance(properties(settings));
  }

  private static Properties properties(SmtpSettings settings) {
    var patience = Long.toString(settings.patience().toMillis());
    var properties = new Properties();
    properties.setProperty("mail.smtp.host", settings.host());
    properties.setProperty("mail.smtp.port", Integer.toString(settings.port()));
    properties.setProperty("mail.smtp.connectiontimeout", patience);
    properties.setProperty("mail.smtp.timeout", patience);
    properties.setProperty("mail.smtp.writetimeout", patience);
    properties.setProperty("mail.smtp.auth", Boolean.toString(settings.login() != null));
    properties.setProperty("mail.smtp.from", settings.from().value());
    // what EHLO says: that of this machine is nobody's business
    properties.setProperty("mail.smtp.localhost", settings.from().domain());
    properties.setProperty("mail.mime.charset", "UTF-8");
    protect(settings, properties);
    return properties;
  }

  private static void protect(SmtpSettings settings, Properties properties) {
    var starts = Boolean.toString(settings.encryption() == Encryption.STARTTLS);
    properties.setProperty("mail.smtp.starttls.enable", starts);
    properties.setProperty("mail.smtp.starttls.required", starts);
    properties.setProperty(
        "mail.smtp.ssl.enable", Boolean.toString(settings.encryption() == Encryption.IMPLICIT));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    // else what the authority does not vouch for would be tried with the usual ones
    properties.setProperty("mail.smtp.socketFactory.fallback", "false");
    properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    var authority = settings.authority();
    if (authority != null) {
      properties.put("mail.smtp.ssl.socketFactory", Authority.trusting(authority));
    } else {
      // one of a class path's choosing would know other authorities
      properties.put("mail.smtp.ssl.socketFactory", SSLSocketFactory.getDefault());
    }
  }

  @Override
  public boolean isConfigured() {
    return true;
  }

  @Override
  public MailEnding send(Letter letter) {
    try {
      var message = new Envelope(session, settings.from()).of(letter);
      try (var transport = session.getTransport("smtp")) {
        connect(transport);
        transport.sendMessage(message, message.getAllRecipients());
        return MailEnding.ACCEPTED;
      }
    } catch (MessagingException e) {
      return Failures.of(e);
    }
  }

  private void connect(Transport transport) throws MessagingException {
    var login = settings.login();
    if (login == null) {
      transport.connect();
    } else {
      transport.connect(settings.host(), settings.port(), login.user(), login.password().reveal());
    }
  }
}

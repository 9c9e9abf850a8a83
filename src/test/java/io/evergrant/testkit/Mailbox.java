package io.evergrant.testkit;

import io.evergrant.testkit.process.Until;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A mail server on loopback that keeps what it takes. It knows of no {@code nobody}, asks whoever
 * writes to {@code later} to come again, and takes no mail for {@code never}.
 */
public final class Mailbox implements AutoCloseable {
  private static final int MESSAGE_LIMIT = 1 << 20;
  private static final Duration WAIT = Duration.ofSeconds(30);

  /** It tells of each connection, and of each refusal that a test asks for. */
  private static final Logger TALK = Logger.getLogger("org.subethamail");

  static {
    TALK.setLevel(Level.SEVERE);
  }

  private final List<Mail> mails = new CopyOnWriteArrayList<>();
  private final SMTPServer server;

  private Mailbox(SMTPServer.Builder builder, int port) {
    server =
        builder
            .bindAddress(InetAddress.getLoopbackAddress())
            .port(port)
            .hostName("mail.example")
            .maxMessageSize(MESSAGE_LIMIT)
            .messageHandlerFactory(context -> new Taking())
            .build();
    server.start();
  }

  /** Anybody may hand over mail, in plain. */
  public static Mailbox plain(int port) {
    return new Mailbox(new SMTPServer.Builder(), port);
  }

  /** Takes nothing before STARTTLS, and nothing from whoever is not that user. */
  public static Mailbox startTls(SSLContext context, String user, String password) {
    return new Mailbox(
        new SMTPServer.Builder()
            .requireTLS()
            .startTlsSocketFactory(context)
            .requireAuth()
            .authenticationHandlerFactory(
                new EasyAuthenticationHandlerFactory(
                    (name, secret, at) -> {
                      if (!name.equals(user) || !secret.equals(password)) {
                        throw new LoginFailedException();
                      }
                    })),
        0);
  }

  /** Encrypted from the first byte. */
  public static Mailbox tls(SSLContext context) {
    return new Mailbox(new SMTPServer.Builder().serverSocketFactory(context), 0);
  }

  public int port() {
    return server.getPortAllocated();
  }

  public List<Mail> mails() {
    return List.copyOf(mails);
  }

  public List<Mail> to(String address) {
    return mails.stream().filter(mail -> mail.to().equals(address)).toList();
  }

  /** The first that came to that address. */
  public Mail await(String address) {
    return await(address, WAIT);
  }

  public Mail await(String address, Duration atMost) {
    Until.holds("mail for " + address + " came", atMost, () -> !to(address).isEmpty());
    return to(address).getFirst();
  }

  @Override
  public void close() {
    server.stop();
  }

  /**
   * A mail as it came.
   *
   * @param to of the envelope
   * @param raw heads and body, byte for byte
   */
  public record Mail(String from, String to, String raw) {
    public MimeMessage message() {
      try {
        return new MimeMessage(
            Session.getInstance(new Properties()),
            new ByteArrayInputStream(raw.getBytes(StandardCharsets.ISO_8859_1)));
      } catch (MessagingException e) {
        throw new IllegalStateException(e);
      }
    }

    public String subject() {
      try {
        return Optional.ofNullable(message().getSubject()).orElse("");
      } catch (MessagingException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Names of its heads, in their order. */
    public String heads() {
      return raw.substring(0, raw.indexOf("\r\n\r\n"));
    }

    public String text() {
      return part(0);
    }

    public String html() {
      return part(1);
    }

    private String part(int index) {
      try {
        return ((MimeMultipart) message().getContent())
            .getBodyPart(index)
            .getContent()
            .toString()
            .replace("\r\n", "\n");
      } catch (IOException | MessagingException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private final class Taking implements MessageHandler {
    private String from = "";
    private @Nullable String to;

    @Override
    public void from(String sender) {
      from = sender;
    }

    @Override
    public void recipient(String recipient) throws RejectException {
      if (recipient.startsWith("nobody@")) {
        throw new RejectException(550, "5.1.1 no such user");
      }
      if (recipient.startsWith("later@")) {
        throw new RejectException(451, "4.7.1 greylisted");
      }
      to = recipient;
    }

    @Override
    public @Nullable String data(InputStream data) throws RejectException, IOException {
      var raw = new String(data.readAllBytes(), StandardCharsets.ISO_8859_1);
      if (to != null && to.startsWith("never@")) {
        throw new RejectException(554, "5.7.1 looks like news");
      }
      mails.add(new Mail(from, String.valueOf(to), raw));
      return null;
    }

    @Override
    public void done() {}
  }
}

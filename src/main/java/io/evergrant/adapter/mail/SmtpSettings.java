package io.evergrant.adapter.mail;

import io.evergrant.domain.notice.MailAddress;
import io.evergrant.domain.secret.MailPassword;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where mail is handed over, and as whom.
 *
 * @param login null where the server asks for none
 * @param authority file with the certificate of whoever vouches for the server; null for the usual
 *     ones
 * @param patience for each step of the conversation
 */
public record SmtpSettings(
    String host,
    int port,
    Encryption encryption,
    @Nullable Login login,
    MailAddress from,
    @Nullable Path authority,
    Duration patience) {
  public static final Duration USUAL_PATIENCE = Duration.ofSeconds(15);

  /**
   * From an address: {@code smtp://} asks for STARTTLS and sends nothing without it, {@code
   * smtps://} encrypts from the first byte (RFC 8314), {@code smtp-plain://} not at all.
   *
   * @throws IllegalArgumentException where it is none of these
   */
  public static SmtpSettings of(
      URI address, @Nullable Login login, MailAddress from, @Nullable Path authority) {
    var encryption = Encryption.of(String.valueOf(address.getScheme()));
    var rest = address.getRawPath() + address.getRawQuery() + address.getRawFragment();
    if (address.getHost() == null
        || address.getRawUserInfo() != null
        || !rest.matches("/?nullnull")) {
      throw new IllegalArgumentException("no mail server's address");
    }
    if (login != null && encryption == Encryption.NONE) {
      throw new IllegalArgumentException("a password is not sent in plain");
    }
    var port = address.getPort() < 0 ? encryption.port : address.getPort();
    return new SmtpSettings(
        address.getHost(), port, encryption, login, from, authority, USUAL_PATIENCE);
  }

  /** How the portal logs in. */
  public record Login(String user, MailPassword password) {}

  /** How the connection is protected. */
  public enum Encryption {
    STARTTLS("smtp", 587),
    IMPLICIT("smtps", 465),
    NONE("smtp-plain", 25);

    private final String scheme;
    private final int port;

    Encryption(String scheme, int port) {
      this.scheme = scheme;
      this.port = port;
    }

    private static Encryption of(String scheme) {
      for (var encryption : values()) {
        if (encryption.scheme.equals(scheme)) {
          return encryption;
        }
      }
      throw new IllegalArgumentException("no scheme of mail: " + scheme);
    }
  }
}

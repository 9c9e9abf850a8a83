package io.evergrant.adapter.mail;

import io.evergrant.domain.notice.MailEnding;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a failure of Jakarta Mail says of a try. Its texts are written nowhere: servers quote. */
final class Failures {
  private Failures() {}

  static MailEnding of(MessagingException failure) {
    return switch (failure) {
      case AuthenticationFailedException e -> MailEnding.LOGIN_REFUSED;
      case AddressException e -> MailEnding.NO_SUCH_ADDRESS;
      case SendFailedException e -> refused(e);
      default -> unconnected(failure);
    };
  }

  /** Invalid are the addresses that it refused for good (RFC 5321 section 4.2.1). */
  private static MailEnding refused(SendFailedException failure) {
    if (isAny(failure.getInvalidAddresses())) {
      return MailEnding.NO_SUCH_ADDRESS;
    }
    return failure.getNextException() == null ? MailEnding.REFUSED : MailEnding.LATER;
  }

  /** Jakarta Mail has no type for a server that lacks STARTTLS, nor for one of another name. */
  private static MailEnding unconnected(MessagingException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      var said = String.valueOf(cause.getMessage());
      if (cause instanceof SSLException
          || said.contains("TLS")
          || said.contains("identity of server")) {
        return MailEnding.NOT_ENCRYPTED;
      }
    }
    return MailEnding.UNREACHABLE;
  }

  private static boolean isAny(Address @Nullable [] addresses) {
    return addresses != null && addresses.length > 0;
  }
}

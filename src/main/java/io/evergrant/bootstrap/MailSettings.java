package io.evergrant.bootstrap;

import io.evergrant.adapter.mail.SmtpServer;
import io.evergrant.adapter.mail.SmtpSettings;
import io.evergrant.adapter.mail.SmtpSettings.Login;
import io.evergrant.domain.notice.MailAddress;
import io.evergrant.domain.secret.MailPassword;
import io.evergrant.usecase.port.MailServer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the operator configured about mail. */
class MailSettings {
  private static final String URL = "EVERGRANT_SMTP_URL";
  private static final String USER = "EVERGRANT_SMTP_USER";
  private static final String PASSWORD = "EVERGRANT_SMTP_PASSWORD";
  private static final String FROM = "EVERGRANT_SMTP_FROM";
  private static final String AUTHORITY = "EVERGRANT_SMTP_CACERT";

  @Produces
  @Singleton
  static MailServer server(Configuration configuration) {
    var url = configuration.optional(URL);
    return url.isEmpty() ? MailServer.NONE : new SmtpServer(settings(configuration, url.get()));
  }

  private static SmtpSettings settings(Configuration configuration, String url) {
    if (url.contains("@")) {
      // not quoted: it may hold the password
      throw new BadConfiguration(
          URL, "holds a user or a password", "Give them as " + USER + " and " + PASSWORD + ".");
    }
    var from =
        configuration.parsed(
            FROM,
            configuration.required(FROM, "Give the address that mail comes from."),
            MailAddress::new,
            "Give one address, such as evergrant@example.com.");
    var login = login(configuration);
    var authority = authority(configuration);
    return configuration.parsed(
        URL,
        url,
        text -> SmtpSettings.of(URI.create(text), login, from, authority),
        "Give smtp://host:587 (STARTTLS), smtps://host:465, or smtp-plain://host:25 without a"
            + " login.");
  }

  private static @Nullable Login login(Configuration configuration) {
    var user = configuration.optional(USER);
    if (user.isEmpty()) {
      return null;
    }
    var password = configuration.required(PASSWORD, "A user needs the password beside it.");
    return new Login(user.get(), new MailPassword(password));
  }

  private static @Nullable Path authority(Configuration configuration) {
    var path = configuration.optional(AUTHORITY).map(Path::of).orElse(null);
    if (path != null && !Files.isReadable(path)) {
      throw new BadConfiguration(
          AUTHORITY, "names a file that cannot be read (" + path + ")", "Check its path.");
    }
    return path;
  }
}

package io.evergrant.bootstrap;

import io.evergrant.adapter.syslog.Facility;
import io.evergrant.adapter.syslog.Papers;
import io.evergrant.adapter.syslog.SyslogSettings;
import io.evergrant.adapter.syslog.SyslogSettings.Address;
import io.evergrant.adapter.syslog.TlsReceiver;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.SyslogReceiver;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What the operator configured about the syslog receiver. */
class ReceiverSettings {
  private static final String URL = "EVERGRANT_SYSLOG_URL";
  private static final String AUTHORITY = "EVERGRANT_SYSLOG_CACERT";
  private static final String CERTIFICATE = "EVERGRANT_SYSLOG_CERT";
  private static final String KEY = "EVERGRANT_SYSLOG_KEY";
  private static final String FACILITY = "EVERGRANT_SYSLOG_FACILITY";
  private static final String ENTERPRISE = "EVERGRANT_SYSLOG_ENTERPRISE";

  @Produces
  @Singleton
  static SyslogReceiver receiver(Configuration configuration, PortalSettings portal) {
    var url = configuration.optional(URL);
    if (url.isEmpty()) {
      return SyslogReceiver.NONE;
    }
    var settings = settings(configuration, url.get(), portal);
    try {
      return new TlsReceiver(settings);
    } catch (IllegalArgumentException e) {
      throw new BadConfiguration(
          URL,
          "has certificates beside it that cannot be used: " + Sentence.of(e),
          "Give certificates and the key as PEM, the key in PKCS#8 and not encrypted.");
    }
  }

  private static SyslogSettings settings(
      Configuration configuration, String url, PortalSettings portal) {
    var address =
        configuration.parsed(
            URL,
            url,
            text -> Address.of(URI.create(text)),
            "Give the receiver's address, such as syslog-tls://logs.example.com:6514.");
    var facility =
        configuration.parsed(
            FACILITY,
            "audit",
            text -> Facility.valueOf(text.toUpperCase(Locale.ROOT)),
            "Give audit, auth, authpriv, daemon, user, or local0 to local7.");
    var enterprise =
        configuration.parsed(
            ENTERPRISE,
            Long.toString(SyslogSettings.NOBODYS),
            ReceiverSettings::positive,
            "Give your organisation's private enterprise number, or leave it out.");
    return new SyslogSettings(
        address.host(),
        address.port(),
        papers(configuration),
        facility,
        portal.baseUrl().getHost(),
        portal.node(),
        enterprise,
        SyslogSettings.USUAL_REST,
        SyslogSettings.USUAL_PATIENCE);
  }

  private static Papers papers(Configuration configuration) {
    var authority = file(configuration, AUTHORITY).orElse(null);
    var certificate = file(configuration, CERTIFICATE);
    var key = file(configuration, KEY);
    if (certificate.isEmpty() && key.isEmpty()) {
      return new Papers(authority, null);
    }
    if (certificate.isEmpty() || key.isEmpty()) {
      throw new BadConfiguration(
          certificate.isEmpty() ? CERTIFICATE : KEY,
          "is not set",
          "A certificate needs its key beside it, and a key its certificate.");
    }
    return new Papers(authority, new Papers.Own(certificate.get(), key.get()));
  }

  private static Optional<Path> file(Configuration configuration, String key) {
    var path = configuration.optional(key).map(Path::of);
    if (path.isPresent() && !Files.isReadable(path.get())) {
      throw new BadConfiguration(
          key, "names a file that cannot be read (" + path.get() + ")", "Check its path.");
    }
    return path;
  }

  private static long positive(String text) {
    var number = Long.parseLong(text);
    if (number < 1 || number > 0xffff_ffffL) {
      throw new IllegalArgumentException("out of range");
    }
    return number;
  }
}

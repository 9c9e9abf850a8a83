package io.evergrant.adapter.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Trust in one authority of the operator's own. */
final class Authority {
  private Authority() {}

  static SSLSocketFactory trusting(Path file) {
    try (var pem = Files.newInputStream(file)) {
      var keys = KeyStore.getInstance(KeyStore.getDefaultType());
      keys.load(null, null);
      var number = 0;
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        keys.setCertificateEntry("authority" + number++, certificate);
      }
      if (number == 0) {
        throw new IllegalArgumentException(file + " holds no certificate");
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(keys);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(file + " cannot be read as certificates", e);
    }
  }
}

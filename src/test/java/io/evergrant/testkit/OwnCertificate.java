package io.evergrant.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate that nobody but its own file vouches for.
 *
 * @param server what a server uses
 * @param pem the certificate, as an operator would name it
 */
public record OwnCertificate(SSLContext server, Path pem) {
  private static final String PASSWORD = "changeit";

  /** Made by the JDK's own tool. */
  public static OwnCertificate of(Path folder, String host) {
    try {
      var file = folder.resolve(host + ".p12");
      make(file, host);
      var keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
      var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, PASSWORD.toCharArray());
      var context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      var pem = folder.resolve(host + ".pem");
      Files.writeString(
          pem,
          "-----BEGIN CERTIFICATE-----\n"
              + Base64.getMimeEncoder().encodeToString(keys.getCertificate("server").getEncoded())
              + "\n-----END CERTIFICATE-----\n");
      return new OwnCertificate(context, pem);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void make(Path file, String host) throws IOException {
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var log = Path.of(file + ".log");
    try {
      var ended =
          new ProcessBuilder(
                  keytool,
                  "-genkeypair",
                  "-alias",
                  "server",
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=" + host,
                  "-ext",
                  "san=dns:" + host,
                  "-ext",
                  "bc:c",
                  "-validity",
                  "2",
                  "-storetype",
                  "PKCS12",
                  "-keystore",
                  file.toString(),
                  "-storepass",
                  PASSWORD)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start()
              .waitFor();
      if (ended != 0) {
        throw new IllegalStateException(Files.readString(log));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

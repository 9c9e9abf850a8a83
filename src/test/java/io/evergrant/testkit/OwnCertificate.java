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
 * @param name of the host that it is for
 * @param pem the certificate, as an operator would name it
 * @param key its private key, in PKCS#8
 */
public record OwnCertificate(SSLContext server, String name, Path pem, Path key) {
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
      Files.writeString(pem, pem("CERTIFICATE", keys.getCertificate("server").getEncoded()));
      var key = folder.resolve(host + ".key");
      var secret = keys.getKey("server", PASSWORD.toCharArray()).getEncoded();
      Files.writeString(key, pem("PRIVATE KEY", secret));
      return new OwnCertificate(context, host, pem, key);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String what, byte[] bytes) {
    var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what);
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
                  // GnuTLS refuses an EC key as the JDK writes it: without its public half
                  "RSA",
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

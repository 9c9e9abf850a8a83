package io.evergrant.adapter.syslog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whom the portal trusts, and as whom it comes; PEM files, read for each connection, so that they
 * may be renewed.
 *
 * @param authority certificates of whoever vouches for the receiver; null for the usual ones
 * @param own null where the receiver asks for no certificate
 */
public record Papers(@Nullable Path authority, @Nullable Own own) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final List<String> KINDS = List.of("EC", "RSA", "EdDSA");
  private static final char[] NONE = {};

  /**
   * How the portal proves itself.
   *
   * @param chain its certificate first
   * @param key of that, in PKCS#8, not encrypted
   */
  public record Own(Path chain, Path key) {}

  /**
   * By what connections are made.
   *
   * @throws IllegalArgumentException where a file is not what it is said to be
   */
  public SSLSocketFactory connections() {
    try {
      var context = SSLContext.getInstance("TLS");
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own == null ? null : identity(own), NONE);
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(authority == null ? null : trusted(authority));
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static KeyStore trusted(Path authority) throws IOException, GeneralSecurityException {
    var store = empty();
    for (var certificate : certificates(authority)) {
      store.setCertificateEntry("authority" + store.size(), certificate);
    }
    return store;
  }

  private static KeyStore identity(Own own) throws IOException, GeneralSecurityException {
    var store = empty();
    store.setKeyEntry(
        "own", key(own.key()), NONE, certificates(own.chain()).toArray(Certificate[]::new));
    return store;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static List<Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (var pem = Files.newInputStream(file)) {
      var found = CertificateFactory.getInstance("X.509").generateCertificates(pem);
      if (found.isEmpty()) {
        throw new IllegalArgumentException(file + " holds no certificate");
      }
      return List.copyOf(found);
    }
  }

  private static PrivateKey key(Path file) throws IOException {
    var pem = KEY.matcher(Files.readString(file));
    if (pem.find()) {
      var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
      for (var kind : KINDS) {
        var key = key(kind, encoded);
        if (key.isPresent()) {
          return key.get();
        }
      }
    }
    throw new IllegalArgumentException(file + " holds no private key in PKCS#8");
  }

  /** Empty where it is of another kind: that stands inside, where the JDK does not look. */
  private static Optional<PrivateKey> key(String kind, PKCS8EncodedKeySpec encoded) {
    try {
      return Optional.of(KeyFactory.getInstance(kind).generatePrivate(encoded));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }
}

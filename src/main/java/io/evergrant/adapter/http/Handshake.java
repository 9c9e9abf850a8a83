package io.evergrant.adapter.http;

import io.evergrant.domain.staged.Certificate;
import io.evergrant.usecase.port.ProviderReach.Reason;
import io.evergrant.usecase.port.ProviderReach.Shaken;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** One TLS handshake, judged as every request's is, which tells why it was refused. */
final class Handshake {
  private static final int LONGEST = 200;
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  private final X509ExtendedTrustManager trust;
  private final InstantSource clock;

  Handshake(X509ExtendedTrustManager trust, InstantSource clock) {
    this.trust = trust;
    this.clock = clock;
  }

  /** Whom this machine's Java trusts. */
  static X509ExtendedTrustManager usualTrust() {
    return trusting(null);
  }

  static X509ExtendedTrustManager trusting(@Nullable KeyStore anchors) {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(anchors);
      return Arrays.stream(factory.getTrustManagers())
          .filter(X509ExtendedTrustManager.class::isInstance)
          .map(X509ExtendedTrustManager.class::cast)
          .findFirst()
          .orElseThrow();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java has no trust store", e);
    }
  }

  /**
   * @throws Ended where there was a connection, and no handshake
   */
  Shaken over(Socket connected, String host, int port) throws IOException, Ended {
    var seen = new Seeing(trust);
    try (var socket =
        (SSLSocket) context(seen).getSocketFactory().createSocket(connected, host, port, true)) {
      socket.setSSLParameters(named(socket.getSSLParameters()));
      socket.startHandshake();
      var session = socket.getSession();
      return new Shaken.Secure(
          session.getProtocol(), read((X509Certificate) session.getPeerCertificates()[0]));
    } catch (SocketTimeoutException e) {
      throw new Ended(new Shaken.TooSlow());
    } catch (IOException e) {
      throw new Ended(refused(seen, e));
    }
  }

  /** RFC 9110 section 4.3.4. */
  private static SSLParameters named(SSLParameters parameters) {
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    return parameters;
  }

  private Shaken refused(Seeing seen, IOException why) {
    var chain = seen.chain;
    if (chain == null || !seen.refused) {
      return new Shaken.Refused(Reason.NO_HANDSHAKE, null, words(why));
    }
    return new Shaken.Refused(reason(chain, seen.type), read(chain[0]), words(why));
  }

  /** What a person mends first is told, where more than one thing is wrong. */
  private Reason reason(X509Certificate[] chain, String type) {
    var now = clock.instant();
    if (now.isAfter(chain[0].getNotAfter().toInstant())) {
      return Reason.EXPIRED;
    }
    if (now.isBefore(chain[0].getNotBefore().toInstant())) {
      return Reason.NOT_YET_GOOD;
    }
    try {
      // without a socket nobody asks for the name
      trust.checkServerTrusted(chain, type);
      return Reason.OTHER_NAME;
    } catch (CertificateException e) {
      return Reason.NOT_TRUSTED;
    }
  }

  private static SSLContext context(TrustManager trust) {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java has no TLS", e);
    }
  }

  private static Certificate read(X509Certificate certificate) {
    return new Certificate(
        plain(certificate.getSubjectX500Principal().getName()),
        plain(certificate.getIssuerX500Principal().getName()),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        names(certificate));
  }

  private static List<String> names(X509Certificate certificate) {
    var names = new ArrayList<String>();
    try {
      var all = certificate.getSubjectAlternativeNames();
      if (all != null) {
        for (var name : all) {
          if (name.get(0) instanceof Integer kind && (kind == DNS_NAME || kind == IP_ADDRESS)) {
            names.add(plain(String.valueOf(name.get(1))));
          }
        }
      }
    } catch (CertificateParsingException e) {
      // then it names nobody
    }
    return names.stream().limit(10).toList();
  }

  static String words(Exception e) {
    var message = e.getMessage();
    return plain(message == null ? e.getClass().getSimpleName() : message);
  }

  /** A stranger wrote it. */
  private static String plain(String text) {
    var clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
  }

  /** How it went, from within a connection that could be made. */
  static final class Ended extends Exception {
    private static final long serialVersionUID = 1L;
    final transient Shaken shaken;

    Ended(Shaken shaken) {
      super(null, null, false, false);
      this.shaken = shaken;
    }
  }

  /** Judges as the other does, and remembers what was shown. */
  private static final class Seeing extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager trust;
    private X509Certificate @Nullable [] chain;
    private String type = "";
    private boolean refused;

    Seeing(X509ExtendedTrustManager trust) {
      this.trust = trust;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String authType, Socket socket)
        throws CertificateException {
      chain = shown.clone();
      type = authType;
      refused = true;
      trust.checkServerTrusted(shown, authType, socket);
      refused = false;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String authType, SSLEngine engine)
        throws CertificateException {
      trust.checkServerTrusted(shown, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String authType)
        throws CertificateException {
      trust.checkServerTrusted(shown, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String authType)
        throws CertificateException {
      trust.checkClientTrusted(shown, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String authType, Socket socket)
        throws CertificateException {
      trust.checkClientTrusted(shown, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String authType, SSLEngine engine)
        throws CertificateException {
      trust.checkClientTrusted(shown, authType, engine);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return trust.getAcceptedIssuers();
    }
  }
}

package io.evergrant.adapter.vault;

import io.github.jopenlibs.vault.EnvironmentLoader;
import io.github.jopenlibs.vault.SslConfig;
import io.github.jopenlibs.vault.Vault;
import io.github.jopenlibs.vault.VaultConfig;
import io.github.jopenlibs.vault.VaultException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the Vault driver speak: one HTTP client for all calls (the driver would make one per call),
 * no retries, paths as Vault's API has them, nothing from the environment.
 */
final class Driver {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final int READ_TIMEOUT_SECONDS = 5;

  private final VaultSettings settings;
  private final HttpClient http;

  Driver(VaultSettings settings) {
    this.settings = settings;
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(Executors.newVirtualThreadPerTaskExecutor());
    if (settings.caCertificate() != null) {
      builder.sslContext(trusting(settings.caCertificate()));
    }
    this.http = builder.build();
  }

  /** The driver under this token; null for calls that need none. */
  Vault as(@Nullable String token) {
    try {
      var config =
          new VaultConfig()
              .environmentLoader(new NoEnvironment())
              .address(settings.address().toString().replaceAll("/+$", ""))
              .token(token == null ? "" : token)
              .readTimeout(READ_TIMEOUT_SECONDS)
              .httpClient(http)
              .sslConfig(new SslConfig().verify(true).build());
      if (settings.namespace() != null) {
        config.nameSpace(settings.namespace());
      }
      return Vault.create(config.build(), 1);
    } catch (VaultException e) {
      throw new IllegalStateException("The Vault driver could not be set up", e);
    }
  }

  private static SSLContext trusting(Path pem) {
    try (var in = Files.newInputStream(pem)) {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      var number = 0;
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca-" + number++, certificate);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(pem + " holds no certificate that can be read", e);
    }
  }

  /** The driver would read tokens from the environment and from a file in the home folder. */
  private static final class NoEnvironment extends EnvironmentLoader {
    @Override
    public @Nullable String loadVariable(String name) {
      return null;
    }
  }
}

package io.evergrant.usecase.tenant;

import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.usecase.port.PortalSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Makes links by which a password is chosen, once. Whoever has one is the person it was made for.
 */
@Singleton
public class OneTimeLinks {
  private static final int BYTES = 32;

  private final PortalSettings portal;
  private final SecureRandom random = new SecureRandom();

  @Inject
  public OneTimeLinks(PortalSettings portal) {
    this.portal = portal;
  }

  Made make() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    var secret = new OneTimeSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    return new Made(
        URI.create(portal.baseUrl() + "/activate/" + secret.reveal()), Hashes.of(secret));
  }

  /**
   * A new link.
   *
   * @param address shown once
   * @param hash all that is kept
   */
  record Made(URI address, String hash) {
    @Override
    public String toString() {
      return "Made[hidden]";
    }
  }
}

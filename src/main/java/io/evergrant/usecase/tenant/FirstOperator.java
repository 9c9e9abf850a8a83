package io.evergrant.usecase.tenant;

import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.usecase.port.Members;
import io.evergrant.usecase.port.PortalSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Makes the first operator of a new installation, who sets a password through a one-time link. */
@Singleton
public class FirstOperator {
  private static final Duration LINK_LIFE = Duration.ofHours(24);

  private final Members members;
  private final PortalSettings portal;
  private final SecureRandom random = new SecureRandom();

  @Inject
  public FirstOperator(Members members, PortalSettings portal) {
    this.members = members;
    this.portal = portal;
  }

  /** The link to be logged; empty where an operator has set a password already. */
  @Transactional
  public Optional<URI> invite(String email) {
    var bytes = new byte[32];
    random.nextBytes(bytes);
    var link = new OneTimeSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    var id = new MemberId(UUID.randomUUID());
    return members.firstOperator(id, email, Hashes.of(link), LINK_LIFE)
        ? Optional.of(URI.create(portal.baseUrl() + "/activate/" + link.reveal()))
        : Optional.empty();
  }
}

package io.evergrant.usecase.connect;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.usecase.connect.ManageLinks.Made;
import io.evergrant.usecase.port.TestLinks;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;

/** Links as people make them, for the account with which a provider is tried. */
@Singleton
public class LinksForTests implements TestLinks {
  private final ManageLinks links;

  @Inject
  public LinksForTests(ManageLinks links) {
    this.links = links;
  }

  @Override
  @Transactional
  public Optional<ConsentLink> open(Steward by, ProviderId provider, Duration life) {
    var wish = new LinkWish(provider, null, "", "", life, null);
    return links.make(by, wish) instanceof Made.Done done
        ? Optional.of(done.link())
        : Optional.empty();
  }

  @Override
  @Transactional
  public void close(Steward by, ConsentLinkId id) {
    var unused = links.revoke(by.tenant(), by.actor(), id, by::reaches);
  }
}

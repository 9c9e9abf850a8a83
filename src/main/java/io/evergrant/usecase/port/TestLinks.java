package io.evergrant.usecase.port;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.ConsentLinkId;
import java.time.Duration;
import java.util.Optional;

/** Consent links by which an account is connected to try a provider. */
public interface TestLinks {
  /** Empty where the provider is not there. */
  Optional<ConsentLink> open(Steward by, ProviderId provider, Duration life);

  /** It leads nowhere from now on, if it was not used. */
  void close(Steward by, ConsentLinkId id);
}

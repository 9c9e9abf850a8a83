package io.evergrant.usecase.port;

import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import java.util.Optional;

/** Consent links that go out by mail. */
public interface MailedLinks {
  /** A link of its own, on nobody's behalf; empty where the grant is not there. */
  Optional<ConsentLink> fresh(TenantId tenant, Actor by, GrantId grant);

  /** Where the owner goes. Whoever has it can consent. */
  OneTimeSecret address(ConsentLink link);
}

package io.evergrant.portal.handover;

import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.usecase.handover.HandOverToken;
import io.evergrant.usecase.overview.ReadGrants;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where an admin asks for a grant's refresh token, waits, and gets it. */
@Named("receivePage")
@RequestScoped
public class ReceivePage {
  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private ReadGrants grants;
  @Inject private HandOverToken handOvers;

  private @Nullable Grant grant;
  private boolean allowed;
  private boolean refused;

  public void load() {
    grant = grants.find(me.member(), here.id(GrantId::new)).orElseThrow(NotFound::new).grant();
    allowed = handOvers.isAllowed(me.member());
    refused = !handOvers.lets(me.member(), grant.provider());
  }

  public Grant getGrant() {
    return Objects.requireNonNull(grant);
  }

  public boolean isAllowed() {
    return allowed;
  }

  /** Whether the provider's rules let no token leave. */
  public boolean isRefused() {
    return refused;
  }
}

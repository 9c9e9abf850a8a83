package io.evergrant.portal.provider;

import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.usecase.provider.ReadProviders;
import io.evergrant.usecase.provider.ReadProviders.WithGrants;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** All providers of the organisation. */
@Named("providersPage")
@RequestScoped
public class ProvidersPage {
  @Inject private SignedInMember me;
  @Inject private ReadProviders providers;

  private List<WithGrants> rows = List.of();

  @PostConstruct
  void load() {
    rows = providers.list(me.member());
  }

  public List<WithGrants> getRows() {
    return rows;
  }
}

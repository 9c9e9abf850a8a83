package io.evergrant.portal.importing;

import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.usecase.importing.sealed.SealedImport;
import io.evergrant.usecase.provider.ReadProviders;
import io.evergrant.usecase.provider.ReadProviders.WithGrants;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Where tokens are sealed; it sends none itself. */
@Named("importPage")
@RequestScoped
public class ImportPage {
  @Inject private SignedInMember me;
  @Inject private SealedImport imports;
  @Inject private ReadProviders providers;

  private boolean allowed;
  private List<WithGrants> known = List.of();

  @PostConstruct
  void load() {
    allowed = imports.isAllowed(me.member());
    known = providers.list(me.member());
  }

  public boolean isAllowed() {
    return allowed;
  }

  /** A row names its provider by id. */
  public List<WithGrants> getProviders() {
    return known;
  }
}

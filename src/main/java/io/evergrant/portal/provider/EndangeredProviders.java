package io.evergrant.portal.provider;

import io.evergrant.domain.provider.Provider;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.usecase.provider.ObserveProvider;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For the overview: providers that do not do what was declared of them, at their grants' cost. */
@Named("endangeredProviders")
@RequestScoped
public class EndangeredProviders {
  @Inject private SignedInMember me;
  @Inject private ObserveProvider observing;

  private @Nullable List<Provider> rows;

  public List<Provider> getRows() {
    var found = rows;
    if (found == null) {
      found = observing.endangered(me.member());
      rows = found;
    }
    return found;
  }
}

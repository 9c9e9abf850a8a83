package io.evergrant.portal.provider;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.usecase.provider.ReadProviders;
import io.evergrant.usecase.provider.RegisterProvider;
import io.evergrant.usecase.provider.RegisterProvider.Registered;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;

/** Changes everything of a provider but its secret. */
@Named("providerEditPage")
@RequestScoped
public class ProviderEditPage {
  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private ProviderForm form;
  @Inject private ProviderEndings endings;
  @Inject private EditConflict conflict;
  @Inject private ReadProviders reading;
  @Inject private RegisterProvider providers;

  private @Nullable Provider provider;

  public void load() {
    provider = reading.find(me.member(), here.id(ProviderId::new)).orElseThrow(NotFound::new);
    form.knows(provider);
  }

  public Provider getProvider() {
    if (provider == null) {
      load();
    }
    return java.util.Objects.requireNonNull(provider);
  }

  public String getRedirectUri() {
    return reading.redirectUri().toString();
  }

  /** The form names the version that it was opened at: a change made meanwhile is not undone. */
  public void save() {
    var ending = changed(getProvider());
    if (ending instanceof Registered.ChangedMeanwhile) {
      load();
      conflict.tell(getProvider());
    } else {
      endings.tell(ending, "provider.changed");
    }
  }

  private Registered changed(Provider known) {
    return form.isUpToDate()
        ? providers.change(Steward.of(me.member()), known, form.draft(null))
        : new Registered.ChangedMeanwhile();
  }
}

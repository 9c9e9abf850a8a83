package io.evergrant.portal.apikey;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.usecase.provider.ReadProviders;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;

/** Makes keys showable: what they are now, and the name of the provider they are for. */
@RequestScoped
public class KeyViews {
  @Inject private SignedInMember me;
  @Inject private ReadProviders providers;
  @Inject private InstantSource clock;

  KeyView of(ApiKey key) {
    var provider = key.provider();
    var name =
        provider == null
            ? null
            : providers.find(me.member(), provider).map(found -> found.name()).orElse(null);
    return KeyView.of(key, clock.instant(), name);
  }
}

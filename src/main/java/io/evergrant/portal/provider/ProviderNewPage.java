package io.evergrant.portal.provider;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.provider.DiscoverProvider;
import io.evergrant.usecase.provider.DiscoverProvider.Filled;
import io.evergrant.usecase.provider.ReadProviders;
import io.evergrant.usecase.provider.RegisterProvider;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Locale;

/** Registers a provider. */
@Named("providerNewPage")
@RequestScoped
public class ProviderNewPage {
  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private ProviderForm form;
  @Inject private PresetChoice preset;
  @Inject private ProviderEndings endings;
  @Inject private DiscoverProvider discovery;
  @Inject private RegisterProvider providers;
  @Inject private ReadProviders reading;

  @PostConstruct
  void start() {
    form.startsCareful();
  }

  /** Who comes from our own form of placeholders has the rest discovered at once. */
  public void load() {
    preset.choose();
    var issuer = preset.discoverable();
    var own = "same-origin".equals(here.request().getHeader("Sec-Fetch-Site"));
    if (own && !issuer.isEmpty()) {
      discover(issuer);
    }
  }

  /** To be entered at the provider. */
  public String getRedirectUri() {
    return reading.redirectUri().toString();
  }

  /** Fills the endpoints from the issuer's metadata; nothing is stored. */
  public void discover() {
    preset.choose();
    discover(here.parameter("issuer"));
  }

  private void discover(String issuer) {
    switch (discovery.discover(Steward.of(me.member()), issuer)) {
      case Filled.From from -> {
        form.fill(from.found());
        notes.say(Tone.GOOD, text.of("provider.discovered"));
      }
      case Filled.BadIssuer bad -> form.refuse("issuer", bad.problem());
      case Filled.NotFound none -> {
        var why = none.failed().why().name().toLowerCase(Locale.ROOT);
        form.refuse("issuer", text.of("discovery." + why, none.failed().detail()));
      }
    }
  }

  public void register() {
    preset.choose();
    var ending = providers.register(Steward.of(me.member()), form.draft(form.secret()));
    endings.tell(ending, "provider.registered");
  }
}

package io.evergrant.portal.provider;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.ClientKey;
import io.evergrant.domain.provider.ClientKey.State;
import io.evergrant.domain.provider.ClientKeyId;
import io.evergrant.domain.provider.Provider;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.provider.ManageClientKeys;
import io.evergrant.usecase.provider.ManageClientKeys.Made;
import io.evergrant.usecase.provider.ManageClientKeys.Used;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The keys with which a provider's client signs, on the provider's page. */
@Named("clientKeys")
@RequestScoped
public class ClientKeysCard {
  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private ProviderPage page;
  @Inject private ManageClientKeys keys;

  private @Nullable List<ClientKey> rows;

  public boolean isShown() {
    return provider().clientAuthentication() == ClientAuthentication.PRIVATE_KEY_JWT;
  }

  /** To be entered at the provider. */
  public String getAddress() {
    return keys.address(provider().id()).toString();
  }

  public List<ClientKey> getRows() {
    var read = rows == null ? keys.list(provider()) : rows;
    rows = read;
    return read;
  }

  /** The one that could sign next; null where there is none. */
  public @Nullable ClientKey getWaiting() {
    return getRows().stream()
        .filter(key -> key.state() == State.PUBLISHED)
        .findFirst()
        .orElse(null);
  }

  public String tone(ClientKey key) {
    return switch (key.state()) {
      case PUBLISHED -> "wait";
      case SIGNS -> "good";
      case ENDS -> "warn";
    };
  }

  public void make() {
    switch (keys.make(Steward.of(me.member()), provider())) {
      case Made.Done done -> told(Tone.GOOD, "client_key.made");
      case Made.DoesNotSign not -> told(Tone.WARN, "provider.already");
      case Made.TooMany many -> notes.say(Tone.BAD, text.of("client_key.too_many", many.most()));
      case Made.StoreRefused refused ->
          notes.say(Tone.BAD, text.of("store." + refused.why().name().toLowerCase(Locale.ROOT)));
    }
  }

  public void use() {
    var by = Steward.of(me.member());
    var done = keys.use(by, provider(), asked(), ManageClientKeys.OVERLAP) == Used.DONE;
    told(done ? Tone.GOOD : Tone.WARN, done ? "client_key.used" : "provider.already");
  }

  private ClientKeyId asked() {
    try {
      return new ClientKeyId(UUID.fromString(here.parameter("key")));
    } catch (IllegalArgumentException e) {
      return new ClientKeyId(new UUID(0, 0));
    }
  }

  private void told(Tone tone, String key) {
    notes.sayNext(tone, text.of(key));
    here.go("/providers/" + provider().id());
  }

  private Provider provider() {
    return page.getProvider();
  }
}

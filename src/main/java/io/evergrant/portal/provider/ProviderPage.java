package io.evergrant.portal.provider;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.catalogue.Entry;
import io.evergrant.domain.provider.Dialect;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.frame.SignedInSession;
import io.evergrant.portal.provider.AgainstCatalogue.Difference;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.Words;
import io.evergrant.usecase.connect.BeginAuthorization;
import io.evergrant.usecase.connect.BeginAuthorization.Begun;
import io.evergrant.usecase.provider.PauseProvider;
import io.evergrant.usecase.provider.ReadProviders;
import io.evergrant.usecase.provider.ReplaceSecret;
import io.evergrant.usecase.provider.Span;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One provider: facts, and what an admin can do with it. */
@Named("providerPage")
@RequestScoped
public class ProviderPage {
  private static final List<String> OVERLAPS = List.of("24", "168", "1", "0");

  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private Words words;
  @Inject private ProviderForm form;
  @Inject private ProviderEndings endings;
  @Inject private ReadProviders reading;
  @Inject private AgainstCatalogue catalogue;
  @Inject private PauseProvider pausing;
  @Inject private ReplaceSecret secrets;
  @Inject private BeginAuthorization authorizations;

  private @Nullable Provider provider;
  private long longLived;

  public void load() {
    provider = reading.find(me.member(), here.id(ProviderId::new)).orElseThrow(NotFound::new);
    longLived = reading.countLongLived(me.member(), provider.id());
  }

  public Provider getProvider() {
    if (provider == null) {
      load();
    }
    return Objects.requireNonNull(provider);
  }

  public String getRedirectUri() {
    return reading.redirectUri().toString();
  }

  public List<String> getParameters() {
    return lines(getProvider().authorizeParameters());
  }

  public List<String> getTokenParameters() {
    return lines(getProvider().dialect().tokenParameters());
  }

  /** Whether it leaves RFC 6749 anywhere. */
  public boolean isHasDialect() {
    return !getProvider().dialect().equals(Dialect.USUAL);
  }

  private static List<String> lines(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .sorted()
        .toList();
  }

  public String getProbe() {
    var probe = Objects.requireNonNull(getProvider().policy().probe());
    return text.of("provider.probe", probe.uri(), probe.status());
  }

  public String getIdleLimit() {
    return life(getProvider().policy().idleLimit());
  }

  public String getAbsoluteLimit() {
    return life(getProvider().policy().absoluteLimit());
  }

  /** How often owners of tokens that never change consent again. */
  public String getConsentDays() {
    var consent = getProvider().policy().guard().consentLife();
    return consent == null
        ? text.of("provider.consent_days.never")
        : text.of("provider.consent_days.every", consent.toDays());
  }

  /** Grants whose refresh token never changed. */
  public long getLongLived() {
    return longLived;
  }

  /** Null where the catalogue has no such provider. */
  public @Nullable Entry getEntry() {
    return catalogue.entry(getProvider()).orElse(null);
  }

  public List<Difference> getDifferences() {
    return catalogue
        .entry(getProvider())
        .map(entry -> catalogue.differences(getProvider(), entry))
        .orElse(List.of());
  }

  private String life(@Nullable Duration limit) {
    return limit == null ? text.of("provider.limit.unknown") : Span.write(limit);
  }

  public String getPauseReason() {
    return words.pauseReason(getProvider().statusReason());
  }

  public void pause() {
    told(pausing.pause(Steward.of(me.member()), getProvider().id()), "provider.paused");
  }

  public void resume() {
    told(pausing.resume(Steward.of(me.member()), getProvider().id()), "provider.resumed");
  }

  public void replaceSecret() {
    var by = Steward.of(me.member());
    var ending = secrets.replace(by, getProvider(), form.secret(), overlap());
    endings.tell(ending, "provider.secret_replaced");
  }

  public List<String> getOverlaps() {
    return OVERLAPS;
  }

  private Duration overlap() {
    var asked = here.parameter("overlap");
    return Duration.ofHours(Long.parseLong(OVERLAPS.contains(asked) ? asked : OVERLAPS.get(0)));
  }

  public void giveUpFormerSecret() {
    endings.tell(
        secrets.giveUpFormer(Steward.of(me.member()), getProvider()), "provider.former.given_up");
  }

  public void connect() {
    var browser = SignedInSession.browser(here.request());
    var externalId = here.parameter("externalId");
    switch (authorizations.connect(me.member(), browser, getProvider().id(), externalId)) {
      case Begun.Ready ready -> here.go("/authorize/" + ready.request());
      case Begun.NotThere gone -> throw new NotFound();
      case Begun.ProviderPaused paused ->
          notes.say(Tone.BAD, text.of("connect.provider_paused", paused.provider()));
      case Begun.ExternalIdTooLong tooLong ->
          form.refuse("externalId", text.of("connect.external_id_too_long", tooLong.longest()));
    }
  }

  private void told(boolean done, String key) {
    notes.sayNext(done ? Tone.GOOD : Tone.WARN, text.of(done ? key : "provider.already"));
    here.go("/providers/" + getProvider().id());
  }
}

package io.evergrant.portal.grant;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.frame.SignedInSession;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.connect.BeginAuthorization;
import io.evergrant.usecase.connect.BeginAuthorization.Begun;
import io.evergrant.usecase.connect.LinkWish;
import io.evergrant.usecase.connect.ManageLinks;
import io.evergrant.usecase.connect.ManageLinks.Made;
import io.evergrant.usecase.grant.ActOnGrant;
import io.evergrant.usecase.handover.HandOverToken;
import io.evergrant.usecase.overview.ReadGrants;
import io.evergrant.usecase.port.GrantActs.Ending;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One grant: where it stands, what happened to it, and what an admin can do. */
@Named("grantPage")
@RequestScoped
public class GrantPage {
  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private ReadGrants reading;
  @Inject private ActOnGrant acts;
  @Inject private BeginAuthorization authorizations;
  @Inject private ManageLinks links;
  @Inject private HandOverToken handOvers;
  @Inject private Timeline timeline;
  @Inject private Deadlines deadlines;

  private ReadGrants.@Nullable InFull found;

  public void load() {
    found = reading.find(me.member(), here.id(GrantId::new)).orElseThrow(NotFound::new);
  }

  public Grant getGrant() {
    return inFull().grant();
  }

  /** Its newest attempts, newest first. */
  public List<Timeline.Entry> getAttempts() {
    return timeline.of(inFull().attempts());
  }

  public List<Deadlines.Line> getDeadlines() {
    return deadlines.of(getGrant());
  }

  /** What was asked for and not granted. */
  public String getScopesMissing() {
    return String.join(" ", getGrant().scopeGranted().missing(getGrant().scopeAsked()));
  }

  /** What was granted beyond what was asked for. */
  public String getScopesBeyond() {
    return String.join(" ", getGrant().scopeAsked().missing(getGrant().scopeGranted()));
  }

  /** Refreshing again is worth a try while the grant is alive or its end is in doubt. */
  public boolean isRetryable() {
    return switch (getGrant().status()) {
      case ACTIVE, UNPROVED, NEEDS_REVIEW -> true;
      case PENDING, NEEDS_CONSENT, PAUSED, REVOKED -> false;
    };
  }

  public boolean isPausable() {
    return getGrant().status().isRefreshed();
  }

  public boolean isResumable() {
    return getGrant().status() == GrantStatus.PAUSED;
  }

  /** Whether the organisation, and the provider's rules, let refresh tokens be handed over. */
  public boolean isHandOver() {
    return handOvers.isAllowed(me.member()) && handOvers.lets(me.member(), getGrant().provider());
  }

  /** Whether somebody has to authorise again: then that is the first thing to do. */
  public boolean isWaitingForConsent() {
    return getGrant().status() == GrantStatus.NEEDS_CONSENT;
  }

  public void refresh() {
    told(acts.refreshNow(steward(), id()), "grant.refreshing");
  }

  public void pause() {
    told(acts.pause(steward(), id()), "grant.paused");
  }

  public void resume() {
    told(acts.resume(steward(), id()), "grant.resumed");
  }

  public void reconnect() {
    var browser = SignedInSession.browser(here.request());
    switch (authorizations.reconnect(me.member(), browser, id())) {
      case Begun.Ready ready -> here.go("/authorize/" + ready.request());
      case Begun.NotThere gone -> throw new NotFound();
      case Begun.ProviderPaused paused ->
          notes.say(Tone.BAD, text.of("connect.provider_paused", paused.provider()));
      case Begun.ExternalIdTooLong tooLong ->
          notes.say(Tone.BAD, text.of("connect.external_id_too_long", tooLong.longest()));
    }
  }

  /** A link for the account's owner, who then authorises without an account here. */
  public void link() {
    switch (links.make(me.member(), LinkWish.again(id()))) {
      case Made.Done done -> here.go("/links/" + done.link().id());
      case Made.NotThere gone -> throw new NotFound();
      case Made.ExternalIdTooLong e -> throw new IllegalStateException("no new external id");
      case Made.LifeOutOfRange e -> throw new IllegalStateException("the usual life is allowed");
      case Made.ReturnNotAllowed e -> throw new IllegalStateException("no return was asked for");
      case Made.NoMailAddress e -> throw new IllegalStateException("nothing was to be mailed");
      case Made.NoMailServer e -> throw new IllegalStateException("nothing was to be mailed");
    }
  }

  private Steward steward() {
    return Steward.of(me.member());
  }

  private void told(Ending ending, String key) {
    var done = ending == Ending.DONE;
    notes.sayNext(done ? Tone.GOOD : Tone.WARN, text.of(done ? key : "grant.already"));
    here.go("/grants/" + id());
  }

  private GrantId id() {
    return here.id(GrantId::new);
  }

  private ReadGrants.InFull inFull() {
    if (found == null) {
      load();
    }
    return Objects.requireNonNull(found);
  }
}

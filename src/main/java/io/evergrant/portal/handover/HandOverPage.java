package io.evergrant.portal.handover;

import io.evergrant.domain.sealing.HandOverId;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.handover.HandOverToken;
import io.evergrant.usecase.overview.ReadGrants;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One hand-over; a second admin decides here. */
@Named("handOverPage")
@RequestScoped
public class HandOverPage {
  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private HandOverToken handOvers;
  @Inject private ReadGrants grants;
  @Inject private InstantSource clock;

  private @Nullable HandOverView view;

  public void load() {
    var found = handOvers.find(me.member(), id()).orElseThrow(NotFound::new);
    view = HandOverView.of(found, clock.instant(), me, grants, handOvers);
  }

  public HandOverView getView() {
    if (view == null) {
      load();
    }
    return Objects.requireNonNull(view);
  }

  /** Whether this person may decide now. */
  public boolean isDecidable() {
    return me.isAdmin() && getView().isOpen() && !getView().own();
  }

  public void approve() {
    decide(true);
  }

  public void refuse() {
    decide(false);
  }

  private void decide(boolean approved) {
    switch (handOvers.decide(me.member(), id(), approved)) {
      case DONE -> told(Tone.GOOD, approved ? "handover.approved" : "handover.refused");
      case OFF -> told(Tone.BAD, "handover.why.off");
      case PROVIDER_REFUSES -> told(Tone.BAD, "handover.why.provider_refuses");
      case OWN -> told(Tone.BAD, "handover.own");
      case TOO_LATE -> told(Tone.WARN, "handover.too_late");
      case NO_SUCH_HAND_OVER -> throw new NotFound();
    }
  }

  private void told(Tone tone, String key) {
    notes.sayNext(tone, text.of(key));
    here.go("/hand-overs/" + id());
  }

  private HandOverId id() {
    return here.id(HandOverId::new);
  }
}

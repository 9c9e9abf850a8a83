package io.evergrant.portal.connect;

import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.connect.ManageLinks;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One consent link: its address, for admins, and what became of it. */
@Named("linkFactsPage")
@RequestScoped
public class LinkFactsPage {
  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private ManageLinks links;
  @Inject private LinkViews views;

  private @Nullable LinkView view;

  public void load() {
    view = views.of(links.find(me.member(), id()).orElseThrow(NotFound::new));
  }

  public LinkView getView() {
    if (view == null) {
      load();
    }
    return Objects.requireNonNull(view);
  }

  /** Empty for who may not make one, and once it leads nowhere. */
  public String getAddress() {
    return me.isAdmin() && getView().isOpen() ? links.address(getView().link()).reveal() : "";
  }

  public void revoke() {
    var done = links.revoke(me.member(), id());
    notes.sayNext(
        done ? Tone.GOOD : Tone.WARN, text.of(done ? "link.revoked.done" : "link.already"));
    here.go("/links/" + id());
  }

  private ConsentLinkId id() {
    return here.id(ConsentLinkId::new);
  }
}

package io.evergrant.portal.signin;

import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.domain.secret.Password;
import io.evergrant.domain.tenant.Member;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.tenant.ActivateMember;
import io.evergrant.usecase.tenant.ActivateMember.Activated;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;

/** The first password, through a single-use link. */
@Named("activatePage")
@RequestScoped
public class ActivatePage {
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private ActivateMember members;

  /** Mail address of the link's owner; empty where the link is no longer good. */
  public String getEmail() {
    return owner().map(Member::email).orElse("");
  }

  public int getShortest() {
    return ActivateMember.SHORTEST_PASSWORD;
  }

  public void activate() {
    var typed = here.request().getParameter("password");
    var again = here.request().getParameter("again");
    if (typed == null || typed.isEmpty()) {
      notes.say(Tone.BAD, text.of("activate.missing"));
    } else if (!typed.equals(again)) {
      notes.say(Tone.BAD, text.of("activate.differ"));
    } else {
      tell(members.activate(link(), new Password(typed)));
    }
  }

  private void tell(Activated ending) {
    switch (ending) {
      case Activated.Done done -> here.go("/login?why=activated");
      case Activated.BadLength bad ->
          notes.say(Tone.BAD, text.of("activate.length", bad.shortest(), bad.longest()));
      case Activated.LinkNoGood bad -> {
        // used meanwhile: the page finds no owner any more, and says so
      }
    }
  }

  private Optional<Member> owner() {
    return members.whose(link());
  }

  private OneTimeSecret link() {
    return new OneTimeSecret(here.variable());
  }
}

package io.evergrant.portal.signin;

import io.evergrant.domain.secret.Password;
import io.evergrant.domain.tenant.LanguageTag;
import io.evergrant.domain.tenant.Role;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.Paths;
import io.evergrant.portal.frame.SignedInSession;
import io.evergrant.portal.text.Language;
import io.evergrant.portal.text.LanguageCookie;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.tenant.SignIn;
import io.evergrant.usecase.tenant.SignIn.SignedIn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Mail address and password. */
@Named("loginPage")
@RequestScoped
public class LoginPage {
  private static final int LONGEST = 256;
  private static final Set<String> REASONS = Set.of("callback", "ended", "out", "activated");

  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private SignIn signIn;
  @Inject private InstantSource clock;
  @Inject private PortalSettings portal;

  public String getEmail() {
    return here.parameter("email");
  }

  public String getNext() {
    return here.parameter("next");
  }

  /** Why the person is here; empty where there is nothing to say. */
  public String getWhy() {
    var why = here.parameter("why");
    if (REASONS.contains(why)) {
      return text.of("login.why." + why);
    }
    return getNext().isEmpty() ? "" : text.of("login.why.next");
  }

  public void signIn() {
    var email = getEmail();
    // Not stripped: blanks may belong to a password.
    var typed = here.request().getParameter("password");
    if (email.isEmpty() || typed == null || typed.isEmpty()) {
      notes.say(Tone.BAD, text.of("login.missing"));
    } else if (email.length() > LONGEST || typed.length() > LONGEST) {
      notes.say(Tone.BAD, text.of("login.refused"));
    } else {
      tell(signIn.signIn(email, new Password(typed)));
    }
  }

  private void tell(SignedIn ending) {
    switch (ending) {
      case SignedIn.Welcome welcome -> welcome(welcome);
      case SignedIn.Refused refused -> notes.say(Tone.BAD, text.of("login.refused"));
      case SignedIn.Resting resting -> notes.say(Tone.BAD, text.of("login.resting"));
      case SignedIn.Suspended suspended -> notes.say(Tone.BAD, text.of("login.suspended"));
    }
  }

  private void welcome(SignedIn.Welcome welcome) {
    var member = welcome.member();
    SignedInSession.begin(here.request(), member, welcome.sessions(), clock.instant());
    speak(welcome.language());
    var next = getNext();
    if (!next.isEmpty() && Paths.isOwn(next)) {
      here.go(next);
    } else {
      here.go(member.role() == Role.OPERATOR ? "/operator" : "/");
    }
  }

  /** What the person chose anywhere holds in this browser from now on. */
  private void speak(@Nullable LanguageTag chosen) {
    if (chosen != null) {
      Language.of(chosen.value())
          .ifPresent(language -> LanguageCookie.keep(here.response(), language, portal.baseUrl()));
    }
  }
}

package io.evergrant.portal.member;

import io.evergrant.domain.tenant.LanguageTag;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.tenant.MailLink;
import io.evergrant.usecase.tenant.MailLink.Mailed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;

/** Mails a link for a password where the form asks for it, and says what became of it. */
@Named("linkPost")
@RequestScoped
public class LinkPost {
  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private MailLink mail;

  public boolean isPossible() {
    return mail.isPossible();
  }

  /** Whether the link is to go by mail. */
  public boolean isAsked() {
    return isPossible() && !here.parameter("mailed").isEmpty();
  }

  /**
   * Mails it, if that was asked for.
   *
   * @param onwards where the browser goes once the mail server has it
   * @return whether the link has to be shown here
   */
  public boolean isLeft(TenantId tenant, MemberId member, URI address, String onwards) {
    if (!isAsked()) {
      return true;
    }
    var language = new LanguageTag(text.language());
    return switch (mail.send(me.member(), tenant, member, address, language)) {
      case Mailed.Taken taken -> {
        notes.sayNext(Tone.GOOD, text.of("once.mailed", taken.to()));
        here.go(onwards);
        yield false;
      }
      case Mailed.NotTaken not -> left("once.not_mailed." + not.why().code(), not.to());
      case Mailed.NoMailbox no -> left("once.not_mailed.address", "");
      case Mailed.Meanwhile other -> left("once.not_mailed.meanwhile", "");
    };
  }

  private boolean left(String key, String to) {
    notes.say(Tone.WARN, text.of("once.not_mailed", text.of(key, to)));
    return true;
  }
}

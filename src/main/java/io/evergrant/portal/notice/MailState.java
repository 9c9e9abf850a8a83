package io.evergrant.portal.notice;

import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.Times;
import io.evergrant.usecase.notice.ReadNotices;
import io.evergrant.usecase.port.NoticeMails.Failing;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Says where mails with notices do not arrive. */
@Named("mailState")
@RequestScoped
public class MailState {
  @Inject private SignedInMember me;
  @Inject private ReadNotices notices;
  @Inject private Sentences text;
  @Inject private Times times;

  /** What is wrong with mail, and who mends it; empty while nothing is. */
  public String getTrouble() {
    return notices.failing(me.member()).map(this::sentence).orElse("");
  }

  private String sentence(Failing failing) {
    return text.of("mail.failing", failing.mails(), times.told(failing.since()))
        + " "
        + text.with("mail.failing." + failing.why().code(), failing.address());
  }
}

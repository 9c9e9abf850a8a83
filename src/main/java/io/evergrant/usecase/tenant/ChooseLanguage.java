package io.evergrant.usecase.tenant;

import io.evergrant.domain.tenant.LanguageTag;
import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.port.Members;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/** A member chooses the language of pages and mails, on every device from the next sign-in on. */
@Singleton
public class ChooseLanguage {
  private final Members members;

  @Inject
  public ChooseLanguage(Members members) {
    this.members = members;
  }

  @Transactional
  public void choose(Member member, LanguageTag language) {
    members.chooseLanguage(member.id(), language);
  }
}

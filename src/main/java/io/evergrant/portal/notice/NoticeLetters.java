package io.evergrant.portal.notice;

import io.evergrant.domain.notice.Letter;
import io.evergrant.domain.notice.MailAddress;
import io.evergrant.domain.tenant.LanguageTag;
import io.evergrant.portal.text.Language;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.Times;
import io.evergrant.usecase.port.NoticeMails.Ready;
import io.evergrant.usecase.port.NoticeWriter;
import io.evergrant.usecase.port.PortalSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Notices as mails, each in the language and the zone that its reader chose. */
@Singleton
public class NoticeLetters implements NoticeWriter {
  private final String base;

  @Inject
  public NoticeLetters(PortalSettings portal) {
    base = portal.baseUrl().toString();
  }

  @Override
  public Letter write(Ready mail, MailAddress to) {
    var text = new Sentences(language(mail.language()).locale());
    var zone = Objects.requireNonNullElse(mail.zone(), ZoneOffset.UTC);
    return new NoticeLetter(text, new Times(text, zone), base).write(mail, to);
  }

  /** English for addresses without a member, and for what another version of the portal spoke. */
  private static Language language(@Nullable LanguageTag chosen) {
    return Optional.ofNullable(chosen)
        .flatMap(tag -> Language.of(tag.value()))
        .orElse(Language.ENGLISH);
  }
}

package io.evergrant.usecase.port;

import io.evergrant.domain.notice.Letter;
import io.evergrant.domain.notice.MailAddress;
import io.evergrant.usecase.port.NoticeMails.Ready;

/** Puts notices into words: those of the pages. */
@FunctionalInterface
public interface NoticeWriter {
  Letter write(Ready mail, MailAddress to);
}

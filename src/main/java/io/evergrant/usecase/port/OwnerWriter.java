package io.evergrant.usecase.port;

import io.evergrant.domain.notice.Letter;
import io.evergrant.domain.notice.MailAddress;
import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.usecase.port.OwnerMails.Ready;

/** Puts the asking of an owner into words. */
public interface OwnerWriter {
  Letter write(Ready mail, MailAddress to, OneTimeSecret address);
}

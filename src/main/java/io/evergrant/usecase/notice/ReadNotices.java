package io.evergrant.usecase.notice;

import io.evergrant.domain.notice.NoticeItem;
import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.port.MailServer;
import io.evergrant.usecase.port.NoticeMails;
import io.evergrant.usecase.port.NoticeMails.Failing;
import io.evergrant.usecase.port.Notices;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** A member looks at the notices of the own tenant. */
@Singleton
public class ReadNotices {
  private static final int PAST = 50;

  private final Notices notices;
  private final NoticeMails mails;
  private final MailServer server;

  @Inject
  public ReadNotices(Notices notices, NoticeMails mails, MailServer server) {
    this.notices = notices;
    this.mails = mails;
    this.server = server;
  }

  /** The oldest first. */
  @Transactional
  public List<NoticeItem> open(Member by) {
    return notices.open(by.reads());
  }

  /** What is over, and changes; the newest first. */
  @Transactional
  public List<NoticeItem> past(Member by) {
    return notices.past(by.reads(), PAST);
  }

  /** Whether notices go anywhere but to the pages. */
  public boolean isMailed() {
    return server.isConfigured();
  }

  /** What is wrong with mail at present; empty where there is none. */
  @Transactional
  public Optional<Failing> failing(Member by) {
    return server.isConfigured() ? mails.failing(by.reads()) : Optional.empty();
  }
}

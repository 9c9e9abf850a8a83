package io.evergrant.usecase.notice;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.notice.Notice;
import io.evergrant.domain.notice.NoticeId;
import io.evergrant.domain.notice.NoticeItem;
import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.port.MailServer;
import io.evergrant.usecase.port.NoticeMails;
import io.evergrant.usecase.port.NoticeMails.Failing;
import io.evergrant.usecase.port.Notices;
import io.evergrant.usecase.port.Notices.After;
import io.evergrant.usecase.port.Notices.Listing;
import io.evergrant.usecase.port.Notices.Named;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A member, or a back end, looks at the notices of the own tenant. */
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

  /**
   * A page for a back end: open ones, the oldest first, or those that are over, the newest first. A
   * key for one provider sees that one's; changes to keys and members are of the log, and are shown
   * to a key that may read that.
   */
  @Transactional
  public List<Named> list(ApiKey by, boolean over, @Nullable After after, int limit) {
    var asked = new Listing(over, by.provider(), seesChanges(by), after);
    return notices.list(by.in(ApiScope.READ), asked, limit);
  }

  @Transactional
  public Optional<Named> find(ApiKey by, NoticeId id) {
    return notices.find(by.in(ApiScope.READ), id).filter(found -> sees(by, found.notice()));
  }

  private static boolean sees(ApiKey by, Notice notice) {
    var provider = notice.provider();
    return provider == null ? by.provider() == null && seesChanges(by) : by.reaches(provider);
  }

  private static boolean seesChanges(ApiKey by) {
    return by.scopes().contains(ApiScope.AUDIT);
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

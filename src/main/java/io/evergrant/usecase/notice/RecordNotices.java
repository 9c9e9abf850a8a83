package io.evergrant.usecase.notice;

import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.notice.Board;
import io.evergrant.domain.notice.DigestId;
import io.evergrant.domain.notice.NoticeId;
import io.evergrant.domain.notice.NoticeKind;
import io.evergrant.domain.notice.Signal;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.MailServer;
import io.evergrant.usecase.port.Members;
import io.evergrant.usecase.port.NoticeMails;
import io.evergrant.usecase.port.NoticeTurns;
import io.evergrant.usecase.port.NoticeWishes;
import io.evergrant.usecase.port.NoticeWork;
import io.evergrant.usecase.port.NoticeWork.Heard;
import io.evergrant.usecase.port.NoticeWork.Next;
import io.evergrant.usecase.port.NoticeWork.Turn;
import io.evergrant.usecase.port.PortalSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A tenant's turn, in one transaction: it is looked at, and told, as a whole or not at all. */
@Singleton
public class RecordNotices {
  static final Duration LEASE = Duration.ofMinutes(1);

  /** What ends is looked for so often: no event tells of it. */
  static final Duration ENDS_EVERY = Duration.ofHours(1);

  static final Duration KEPT_FOR = Duration.ofDays(90);
  static final int BATCH = 10_000;

  private static final Set<NoticeKind> AT_ANY_TIME =
      EnumSet.of(
          NoticeKind.FAILURE,
          NoticeKind.NEEDS_CONSENT,
          NoticeKind.NEEDS_REVIEW,
          NoticeKind.PROVIDER_PAUSED);

  private final NoticeTurns turns;
  private final NoticeWork work;
  private final NoticeMails mails;
  private final NoticeWishes wishes;
  private final Members members;
  private final AuditLog audit;
  private final MailServer server;
  private final PortalSettings portal;

  @Inject
  public RecordNotices(
      NoticeTurns turns,
      NoticeWork work,
      NoticeMails mails,
      NoticeWishes wishes,
      Members members,
      AuditLog audit,
      MailServer server,
      PortalSettings portal) {
    this.turns = turns;
    this.work = work;
    this.mails = mails;
    this.wishes = wishes;
    this.members = members;
    this.audit = audit;
    this.server = server;
    this.portal = portal;
  }

  @Transactional
  List<TenantId> claim(int limit) {
    return turns.claim(portal.node(), limit, LEASE);
  }

  /** Whether a digest was made. */
  @Transactional
  boolean turn(TenantId tenant) {
    return work.hold(tenant, portal.node()).map(turn -> turn(tenant, turn)).orElse(false);
  }

  private boolean turn(TenantId tenant, Turn turn) {
    var now = turn.now();
    var before = work.board(tenant);
    var heard = work.hear(tenant, turn.number(), turn.floor(), BATCH);
    var after = seen(tenant, turn, before, heard).with(heard.changes(), RecordNotices::fresh, now);
    var told = turn.toldAt();
    var isDue = after.nextDigest(told).filter(due -> !due.isAfter(now)).isPresent();
    if (isDue) {
      after = tell(tenant, after, now);
      told = now;
    }
    work.save(tenant, before, after);
    work.passOn(
        tenant,
        new Next(
            heard.number(),
            turn.looksAtEnds() ? ENDS_EVERY : null,
            after.nextDigest(told).orElse(null),
            told));
    if (turn.looksAtEnds()) {
      work.sweep(tenant, KEPT_FOR);
    }
    return isDue;
  }

  /** While anything is open each turn looks, so that its end needs no event. */
  private Board seen(TenantId tenant, Turn turn, Board board, Heard heard) {
    if (!turn.looksAtEnds()
        && board.live().isEmpty()
        && heard.signals().stream().noneMatch(Signal::asksToLook)) {
      return board;
    }
    var looked = EnumSet.copyOf(AT_ANY_TIME);
    var troubles = new ArrayList<>(work.troubles(tenant));
    if (turn.looksAtEnds()) {
      looked.add(NoticeKind.ENDS_SOON);
      troubles.addAll(work.ends(tenant));
    }
    return board.seeing(troubles, looked, began(heard), RecordNotices::fresh, turn.now());
  }

  private static Map<ProviderId, Instant> began(Heard heard) {
    var began = new HashMap<ProviderId, Instant>();
    for (var signal : heard.signals()) {
      var provider = signal.provider();
      if (signal.type() == AuditEventType.PROVIDER_RESTS && provider != null) {
        began.put(provider, signal.first());
      }
    }
    return began;
  }

  private static NoticeId fresh() {
    return new NoticeId(UUID.randomUUID());
  }

  /** Without a mail server pages and the log tell it alone: nobody is sent old news later. */
  private Board tell(TenantId tenant, Board board, Instant now) {
    var due = board.due(now);
    var digest = new DigestId(UUID.randomUUID());
    work.tell(tenant, digest, due);
    NoticeEvents.of(tenant, digest, due, portal).forEach(audit::append);
    if (server.isConfigured()) {
      var recipients =
          Recipients.of(members.list(tenant), wishes.all(tenant), wishes.addresses(tenant));
      mails.insert(tenant, digest, recipients.mails(due));
    }
    return board.told(due, now);
  }
}

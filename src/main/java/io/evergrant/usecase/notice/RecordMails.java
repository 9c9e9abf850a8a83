package io.evergrant.usecase.notice;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.notice.MailEnding;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.NoticeMails;
import io.evergrant.usecase.port.NoticeMails.Ready;
import io.evergrant.usecase.port.NoticeTurns;
import io.evergrant.usecase.port.NoticeTurns.MailTurn;
import io.evergrant.usecase.port.PortalSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;

/** The database's share of sending mails, one short transaction a step. */
@Singleton
public class RecordMails {
  /** Longer than a try can take. */
  static final Duration LEASE = Duration.ofMinutes(3);

  private final NoticeTurns turns;
  private final NoticeMails mails;
  private final AuditLog audit;
  private final PortalSettings portal;

  @Inject
  public RecordMails(NoticeTurns turns, NoticeMails mails, AuditLog audit, PortalSettings portal) {
    this.turns = turns;
    this.mails = mails;
    this.audit = audit;
    this.portal = portal;
  }

  @Transactional
  Optional<MailTurn> claim() {
    return turns.claimMails(1, LEASE).stream().findFirst();
  }

  @Transactional
  Optional<Ready> find(MailTurn turn) {
    return mails.find(turn.tenant(), turn);
  }

  /** Writes down how a try ended; of the last one, and of one that succeeded, the log tells. */
  @Transactional
  void ended(MailTurn turn, Ready mail, MailEnding ending) {
    if (ending == MailEnding.ACCEPTED) {
      if (mails.sent(turn.tenant(), turn)) {
        log(turn, mail, ending);
      }
    } else if (MailEnding.isLast(ending, mail.age())) {
      if (mails.givenUp(turn.tenant(), turn, ending)) {
        log(turn, mail, ending);
      }
    } else {
      mails.failed(turn.tenant(), turn, ending, MailEnding.rest(mail.tries()));
    }
  }

  private void log(MailTurn turn, Ready mail, MailEnding ending) {
    var facts = new HashMap<String, String>();
    facts.put("digest", mail.digest().toString());
    facts.put("address", mail.to());
    facts.put("notices", Integer.toString(mail.items().size()));
    facts.put("tries", Integer.toString(mail.tries()));
    var isSent = ending == MailEnding.ACCEPTED;
    if (!isSent) {
      facts.put("reason", ending.code());
    }
    audit.append(
        AuditEvent.of(
            turn.tenant(),
            isSent ? AuditEventType.NOTICE_SENT : AuditEventType.NOTICE_FAILED,
            new Actor.Portal(portal.node()),
            facts));
  }
}

package io.evergrant.usecase.notice;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.notice.MailEnding;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.NoticeTurns.MailTurn;
import io.evergrant.usecase.port.OwnerMails;
import io.evergrant.usecase.port.OwnerMails.Ready;
import io.evergrant.usecase.port.OwnerTurns;
import io.evergrant.usecase.port.PortalSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;

/**
 * The database's share of mailing owners, one short transaction a step. The log tells that somebody
 * was mailed, and not where.
 */
@Singleton
public class RecordOwnerMails {
  private final OwnerTurns turns;
  private final OwnerMails mails;
  private final AuditLog audit;
  private final PortalSettings portal;

  @Inject
  public RecordOwnerMails(
      OwnerTurns turns, OwnerMails mails, AuditLog audit, PortalSettings portal) {
    this.turns = turns;
    this.mails = mails;
    this.audit = audit;
    this.portal = portal;
  }

  @Transactional
  Optional<MailTurn> claim() {
    return turns.claimMail(RecordMails.LEASE);
  }

  /** Empty where nothing is to be sent any more: then it is over. */
  @Transactional
  Optional<Ready> find(MailTurn turn) {
    var ready = mails.find(turn.tenant(), turn);
    if (ready.isEmpty()) {
      mails.givenUp(turn.tenant(), turn, null);
    }
    return ready;
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
    var isSent = ending == MailEnding.ACCEPTED;
    var facts = new HashMap<String, String>();
    facts.put("consent_link", mail.link().id().toString());
    facts.put("step", mail.step().name().toLowerCase(Locale.ROOT));
    facts.put("tries", Integer.toString(mail.tries()));
    if (!isSent) {
      facts.put("reason", ending.code());
    }
    audit.append(
        new AuditEvent(
            turn.tenant(),
            isSent ? AuditEventType.OWNER_MAILED : AuditEventType.OWNER_NOT_MAILED,
            new Actor.Portal(portal.node()),
            mail.link().grant(),
            mail.link().provider(),
            null,
            false,
            null,
            facts));
  }
}

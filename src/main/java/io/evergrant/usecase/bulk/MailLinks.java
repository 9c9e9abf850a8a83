package io.evergrant.usecase.bulk;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.bulk.BulkActId;
import io.evergrant.domain.bulk.BulkKind;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.BulkActs;
import io.evergrant.usecase.port.MailServer;
import io.evergrant.usecase.port.OwnerMails;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/** An admin, or a back end, has the links of an act mailed to owners who have not consented. */
@Singleton
public class MailLinks {
  private final BulkActs acts;
  private final OwnerMails mails;
  private final MailServer server;
  private final AuditLog audit;

  @Inject
  public MailLinks(BulkActs acts, OwnerMails mails, MailServer server, AuditLog audit) {
    this.acts = acts;
    this.mails = mails;
    this.server = server;
    this.audit = audit;
  }

  /** Whether anything can be mailed. */
  public boolean isPossible() {
    return server.isConfigured();
  }

  /** Owners whose address is known; each link at most once a day. */
  @Transactional
  public Mailing ask(Steward by, BulkActId id) {
    var act =
        acts.find(by.tenant(), id)
            .filter(found -> found.isSeenFor(by.only()) && found.kind() == BulkKind.LINK);
    if (act.isEmpty()) {
      return new Mailing.NotThere();
    }
    if (!server.isConfigured()) {
      return new Mailing.NoServer();
    }
    var owners = mails.insertOf(by.tenant(), id, OwnerMails.REST);
    if (owners > 0) {
      audit.append(BulkEvents.linksMailed(act.get(), owners, by.actor()));
    }
    return new Mailing.Done(owners);
  }

  /** What became of the wish. */
  public sealed interface Mailing {
    /** To how many owners; none where nobody's address is known, or all were mailed lately. */
    record Done(int owners) implements Mailing {}

    /** There is no such act for whoever asks, or it makes no links. */
    record NotThere() implements Mailing {}

    /** Nothing can be mailed from here. */
    record NoServer() implements Mailing {}
  }
}

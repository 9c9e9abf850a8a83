package io.evergrant.usecase.notice;

import io.evergrant.domain.notice.Board;
import io.evergrant.domain.notice.Notice;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.MailedLinks;
import io.evergrant.usecase.port.OwnerMails;
import io.evergrant.usecase.port.OwnerTurns;
import io.evergrant.usecase.port.PortalSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/**
 * A tenant's owners are marked as asked, their links made and their mails put down in one
 * transaction: a node that dies in it has asked nobody.
 */
@Singleton
public class RecordAsking {
  private static final int TENANTS = 64;

  /** Of a tenant at one look; the others come with the next one. */
  static final int OWNERS = 500;

  private final OwnerTurns turns;
  private final OwnerMails mails;
  private final MailedLinks links;
  private final PortalSettings portal;

  @Inject
  public RecordAsking(
      OwnerTurns turns, OwnerMails mails, MailedLinks links, PortalSettings portal) {
    this.turns = turns;
    this.mails = mails;
    this.links = links;
    this.portal = portal;
  }

  @Transactional
  List<TenantId> claim() {
    return turns.claim(TENANTS, Board.DIGEST_RESTS);
  }

  /** What flickers is no reason to write to anybody. */
  @Transactional
  int ask(TenantId tenant) {
    var asked = 0;
    for (var due : mails.due(tenant, Notice.GATHERING, OWNERS)) {
      var link = links.fresh(tenant, new Actor.Portal(portal.node()), due.grant());
      if (link.isPresent()) {
        mails.insert(tenant, UUID.randomUUID(), link.get().id(), due.step());
        asked++;
      }
    }
    return asked;
  }
}

package io.evergrant.usecase.port;

import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** For whom something is to be looked at, told or sent. Crosses tenants. */
public interface NoticeTurns {
  /** Claims tenants whose log, or whose ends, are to be looked at. */
  List<TenantId> claim(String node, int limit, Duration lease);

  /**
   * Claims mails whose turn it is; whoever does not end one leaves it to the next after the lease.
   */
  List<MailTurn> claimMails(int limit, Duration lease);

  /**
   * The right to send a mail.
   *
   * @param fence of the claim
   */
  record MailTurn(TenantId tenant, UUID mail, long fence) {}
}

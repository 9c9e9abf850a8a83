package io.evergrant.usecase.port;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.NoticeTurns.MailTurn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whose owners are to be asked, and which mail is to be sent. Crosses tenants. */
public interface OwnerTurns {
  /** Claims organisations that have owners asked, for which nobody looked for so long. */
  List<TenantId> claim(int limit, Duration rest);

  /** Claims one mail; whoever does not end it leaves it to the next after the lease. */
  Optional<MailTurn> claimMail(Duration lease);
}

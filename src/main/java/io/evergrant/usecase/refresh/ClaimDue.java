package io.evergrant.usecase.refresh;

import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.grant.Trigger;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.usecase.port.Grants.Standing;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.RefreshJournal;
import io.evergrant.usecase.port.RefreshJournal.Overdue;
import io.evergrant.usecase.port.RefreshJournal.Rooms;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Claims, each in one short transaction that is over before anything is sent. */
@Singleton
public class ClaimDue {
  private static final Duration EXCHANGE_AGE = Duration.ofMinutes(2);

  private final RefreshJournal journal;
  private final PortalSettings portal;
  private final RefreshSettings settings;

  @Inject
  public ClaimDue(RefreshJournal journal, PortalSettings portal, RefreshSettings settings) {
    this.journal = journal;
    this.portal = portal;
    this.settings = settings;
  }

  @Transactional
  List<Claim> claim(int limit, Rooms rooms) {
    return journal.claimDue(portal.node(), limit, settings.claimLease(), rooms);
  }

  @Transactional
  Optional<Claim> claim(Standing seen, Actor actor) {
    return journal.claim(
        seen.location().tenant(),
        seen.location().grant(),
        seen.fence(),
        Trigger.API,
        actor,
        portal.node(),
        settings.claimLease());
  }

  @Transactional
  List<Overdue> takeOverdue(int limit) {
    return journal.takeOverdue(portal.node(), limit, settings.claimLease());
  }

  @Transactional
  int abandonExchanges() {
    return journal.abandonExchanges(EXCHANGE_AGE).size();
  }
}

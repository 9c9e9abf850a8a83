package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.SignedCheckpoint;
import io.evergrant.domain.audit.SignedRemoval;
import io.evergrant.usecase.port.LinkedLog;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.Removals;
import io.evergrant.usecase.port.Removals.Ending;
import io.evergrant.usecase.port.Removals.Turn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The database's share of removing old events, one transaction a step. */
@Singleton
public class RecordRemoval {
  private static final Duration LEASE = Duration.ofMinutes(2);

  /** Events that go in one transaction: some seconds. */
  private static final long MOST = 50_000;

  private final Removals removals;
  private final LinkedLog log;
  private final PortalSettings portal;

  @Inject
  public RecordRemoval(Removals removals, LinkedLog log, PortalSettings portal) {
    this.removals = removals;
    this.log = log;
    this.portal = portal;
  }

  @Transactional
  Optional<Turn> claim() {
    return removals.claim(portal.node(), LEASE);
  }

  /** What goes: up to the newest checkpoint over nothing but old events; empty where none is. */
  @Transactional
  Optional<Plan> plan(Turn turn) {
    var tenant = turn.tenant();
    var since = Beginning.removed(log, tenant);
    var last = Math.min(log.before(tenant, turn.before()), since + MOST);
    return log.newestCheckpoint(tenant, last)
        .filter(checkpoint -> checkpoint.sequence() > since)
        .map(
            checkpoint ->
                new Plan(Beginning.at(log, tenant, since), checkpoint, log.reach(tenant).now()));
  }

  @Transactional
  Ending remove(Turn turn, SignedRemoval removal, String head, String root) {
    return removals.remove(turn, portal.node(), removal, head, root);
  }

  @Transactional
  void release(Turn turn, Duration rest) {
    removals.release(turn, rest);
  }

  @Transactional
  void altered(Turn turn, Duration rest) {
    removals.altered(turn, rest);
  }

  /**
   * What is to go.
   *
   * @param from where the log begins now
   * @param upTo the checkpoint that stays
   * @param now the database's clock
   */
  record Plan(Beginning from, SignedCheckpoint upTo, Instant now) {}
}

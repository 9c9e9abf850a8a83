package io.evergrant.usecase.bulk;

import io.evergrant.domain.bulk.BulkKind;
import io.evergrant.domain.bulk.BulkResult;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.BulkActs;
import io.evergrant.usecase.port.BulkTurns;
import io.evergrant.usecase.port.BulkTurns.Item;
import io.evergrant.usecase.port.BulkTurns.Turn;
import io.evergrant.usecase.port.GrantActs;
import io.evergrant.usecase.port.GrantActs.Ending;
import io.evergrant.usecase.port.GrantRevocations;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.Grants.Standing;
import io.evergrant.usecase.port.OwnerLinks;
import io.evergrant.usecase.port.PortalSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The database's share of working an act off, one short transaction a step. What is done to a grant
 * and the note of it are one transaction: whoever goes on after a crash does nothing twice.
 */
@Singleton
public class RecordBulkAct {
  /** Longer than a provider is waited for. */
  static final Duration LEASE = Duration.ofSeconds(60);

  /** Of a provider, due at once by one act: what is due otherwise comes in between. */
  private static final int ROOM = 50;

  /** After that nobody waits for a refresh. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private static final Duration PROVIDER_RESTS = Duration.ofSeconds(30);
  private static final Duration ATTEMPT_OPEN = Duration.ofSeconds(2);

  private final BulkTurns turns;
  private final BulkActs acts;
  private final GrantActs grantActs;
  private final GrantRevocations revocations;
  private final OwnerLinks links;
  private final Grants grants;
  private final AuditLog audit;
  private final PortalSettings portal;

  @Inject
  public RecordBulkAct(
      BulkTurns turns,
      BulkActs acts,
      GrantActs grantActs,
      GrantRevocations revocations,
      OwnerLinks links,
      Grants grants,
      AuditLog audit,
      PortalSettings portal) {
    this.turns = turns;
    this.acts = acts;
    this.grantActs = grantActs;
    this.revocations = revocations;
    this.links = links;
    this.grants = grants;
    this.audit = audit;
    this.portal = portal;
  }

  @Transactional
  Optional<Turn> claim() {
    return turns.claim(portal.node(), LEASE);
  }

  /** A revocation waits for no provider: here it counts at once. */
  @Transactional
  List<Item> next(Turn turn, int limit) {
    var refreshes = turn.kind() == BulkKind.REFRESH;
    return turns.next(turn, refreshes ? ROOM : limit, refreshes, limit);
  }

  @Transactional
  List<Item> begun(Turn turn, int limit) {
    return turns.begun(turn, limit);
  }

  /** Does it to one grant; false where the turn is lost. */
  @Transactional
  boolean act(Turn turn, Item item) {
    if (!turns.hold(turn, LEASE)) {
      return false;
    }
    if (!turns.begin(turn, item)) {
      return true;
    }
    var status = status(turn, item);
    if (status.isEmpty()) {
      turns.end(turn, item, BulkResult.GONE, null);
    } else if (!turn.kind().hits(status.get())) {
      turns.end(turn, item, BulkResult.LEFT_ALONE, code(status.get()));
    } else {
      act(turn, item, status.get());
    }
    return true;
  }

  private void act(Turn turn, Item item, GrantStatus status) {
    var by = turn.by();
    switch (turn.kind()) {
      case PAUSE -> note(turn, item, status, grantActs.pause(by, item.grant()), true);
      case RESUME -> note(turn, item, status, grantActs.resume(by, item.grant()), true);
      case REFRESH -> note(turn, item, status, grantActs.refreshNow(by, item.grant()), false);
      case REVOKE -> {
        if (!revocations.end(by, item.grant())) {
          turns.end(turn, item, BulkResult.LEFT_ALONE, code(status));
        }
      }
      case LINK ->
          links
              .again(by, item.grant())
              .ifPresentOrElse(
                  link -> turns.end(turn, item, BulkResult.DONE, link.id().toString()),
                  () -> turns.end(turn, item, BulkResult.GONE, null));
    }
  }

  private void note(Turn turn, Item item, GrantStatus status, Ending ending, boolean over) {
    switch (ending) {
      case DONE -> {
        if (over) {
          turns.end(turn, item, BulkResult.DONE, null);
        }
      }
      case NOT_IN_THAT_STATE -> turns.end(turn, item, BulkResult.LEFT_ALONE, code(status));
      case NOT_THERE -> turns.end(turn, item, BulkResult.GONE, null);
    }
  }

  /** It broke: this grant must not hold up the others. */
  @Transactional
  void broken(Turn turn, Item item) {
    if (turns.hold(turn, LEASE)) {
      turns.end(turn, item, BulkResult.FAILED, null);
    }
  }

  @Transactional
  boolean hold(Turn turn) {
    return turns.hold(turn, LEASE);
  }

  @Transactional
  int endRefreshed(Turn turn) {
    return turns.hold(turn, LEASE) ? turns.endRefreshed(turn, PATIENCE) : 0;
  }

  /** Looks what became of a revocation; true where it is over. */
  @Transactional
  boolean endRevoked(Turn turn, Item item) {
    if (!turns.hold(turn, LEASE)) {
      return false;
    }
    var found = revocations.find(turn.by(), item.grant());
    if (found.isEmpty()) {
      turns.end(turn, item, BulkResult.GONE, null);
      return true;
    }
    var told = found.get().atProvider();
    if (found.get().destroyedAt() != null && told != null) {
      turns.end(turn, item, BulkResult.ofRevocation(told), null);
      return true;
    }
    if (isUnderWay(turn, item)) {
      turns.putOff(turn, item, ATTEMPT_OPEN);
    } else {
      // what the provider did not answer for one, it need not be asked for all of them
      turns.putOff(turn, item.provider(), PROVIDER_RESTS);
    }
    return false;
  }

  private boolean isUnderWay(Turn turn, Item item) {
    return grants.standing(turn.tenant(), item.grant()).map(Standing::underWay).orElse(false);
  }

  /** Ends the act if nothing is left of it, with its event; else another turn comes after that. */
  @Transactional
  void endOrRelease(Turn turn, Duration rest) {
    if (!turns.endAct(turn)) {
      turns.release(turn, rest);
      return;
    }
    var act = acts.find(turn.tenant(), turn.id()).orElseThrow();
    audit.append(
        BulkEvents.ended(
            act,
            acts.progress(turn.tenant(), turn.id()),
            act.state().name().toLowerCase(Locale.ROOT),
            new Actor.Portal(portal.node())));
  }

  @Transactional
  void release(Turn turn, Duration rest) {
    turns.release(turn, rest);
  }

  private Optional<GrantStatus> status(Turn turn, Item item) {
    return grants
        .find(turn.tenant(), item.grant())
        .filter(grant -> turn.by().reaches(grant.provider()))
        .map(grant -> grant.status());
  }

  private static String code(GrantStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}

package io.evergrant.usecase.bulk;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.bulk.BlastRadius;
import io.evergrant.domain.bulk.BulkAct;
import io.evergrant.domain.bulk.BulkActId;
import io.evergrant.domain.bulk.BulkKind;
import io.evergrant.domain.bulk.BulkLine;
import io.evergrant.domain.bulk.BulkProgress;
import io.evergrant.domain.bulk.LinkProgress;
import io.evergrant.domain.grant.GrantFilter;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.BulkActs;
import io.evergrant.usecase.port.BulkActs.Fresh;
import io.evergrant.usecase.port.TenantPolicies;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An admin, or a back end, looks at whom an act would hit, asks for it, sees how far it is, and
 * cancels it. Whom it hits is fixed when it is asked for: a grant that comes to fit the question
 * later is left alone.
 */
@Singleton
public class ManageBulkActs {
  /** Of one organisation at a time. */
  static final int UNDER_WAY = 10;

  private static final int ACCOUNTS_SHOWN = 10;

  /** For a second admin to approve it; grants come and go meanwhile. */
  private static final Duration LIFE = Duration.ofDays(1);

  /** What no grant fits. */
  private static final GrantFilter NOBODY =
      new GrantFilter(
          null, null, null, null, null, null, null, Instant.EPOCH, null, null, List.of());

  private final BulkActs acts;
  private final TenantPolicies policies;
  private final AuditLog audit;

  @Inject
  public ManageBulkActs(BulkActs acts, TenantPolicies policies, AuditLog audit) {
    this.acts = acts;
    this.policies = policies;
    this.audit = audit;
  }

  @Transactional
  public BlastRadius preview(Steward by, BulkKind kind, GrantFilter filter) {
    return acts.preview(by.tenant(), kind, reached(by, filter), ACCOUNTS_SHOWN);
  }

  /** Whether a second admin will have to approve it. */
  @Transactional
  public boolean needsSecond(Steward by, BulkKind kind) {
    return waits(by.tenant(), kind);
  }

  /**
   * Asks for it.
   *
   * @param mark of the preview that was confirmed; null where none was, which is not enough for
   *     what is for good
   */
  @Transactional
  public Asked ask(Steward by, BulkKind kind, GrantFilter filter, @Nullable String mark) {
    var tenant = by.tenant();
    if (kind.isForGood() && mark == null) {
      return new Asked.NotLookedAt();
    }
    if (acts.underWay(tenant) >= UNDER_WAY) {
      return new Asked.TooMany(UNDER_WAY);
    }
    var waits = waits(tenant, kind);
    var fresh = new Fresh(kind, reached(by, filter), by, waits, LIFE);
    var made = acts.insert(tenant, fresh, mark).flatMap(id -> acts.find(tenant, id));
    made.ifPresent(
        act ->
            tell(
                act,
                waits ? AuditEventType.BULK_ACT_ASKED : AuditEventType.BULK_ACT_STARTED,
                by.actor()));
    return made.<Asked>map(Asked.Done::new).orElseGet(Asked.Changed::new);
  }

  /** A key for one provider asks about that one, whatever else is asked for. */
  private static GrantFilter reached(Steward by, GrantFilter filter) {
    var only = by.only();
    if (only == null) {
      return filter;
    }
    var asked = filter.provider();
    // two providers at once: no grant is at both
    return asked == null || asked.equals(only) ? filter.at(only) : NOBODY;
  }

  private boolean waits(TenantId tenant, BulkKind kind) {
    return kind.isForGood() && policies.find(tenant).secondForRevoke();
  }

  @Transactional
  public List<BulkAct> list(Member by, @Nullable BulkActId after, int limit) {
    return acts.list(by.reads(), null, after, limit);
  }

  @Transactional
  public List<BulkAct> list(Steward by, @Nullable BulkActId after, int limit) {
    return acts.list(by.tenant(), by.only(), after, limit);
  }

  @Transactional
  public Optional<InFull> find(Member by, BulkActId id) {
    var tenant = by.reads();
    return acts.find(tenant, id).map(this::inFull);
  }

  @Transactional
  public Optional<InFull> find(Steward by, BulkActId id) {
    return seen(by, id).map(this::inFull);
  }

  private InFull inFull(BulkAct act) {
    var links = act.kind() == BulkKind.LINK ? acts.links(act.tenant(), act.id()) : null;
    return new InFull(act, acts.progress(act.tenant(), act.id()), links);
  }

  /** What became of each grant, by its place; empty where the member sees no such act. */
  @Transactional
  public List<BulkLine> lines(Member by, BulkActId id, int after, int limit) {
    return acts.lines(by.reads(), id, after, limit);
  }

  @Transactional
  public Optional<List<BulkLine>> lines(Steward by, BulkActId id, int after, int limit) {
    return seen(by, id).map(act -> acts.lines(by.tenant(), id, after, limit));
  }

  /**
   * Logs that the links of an act leave, before the first one does. False where there is no such
   * act for whoever asks, or it makes no links.
   */
  @Transactional
  public boolean beginLinks(Steward by, BulkActId id) {
    var act = seen(by, id).filter(found -> found.kind() == BulkKind.LINK);
    act.ifPresent(
        found ->
            audit.append(
                BulkEvents.linksDownloaded(found, acts.progress(by.tenant(), id), by.actor())));
    return act.isPresent();
  }

  /** How many run, or wait for a second admin. */
  @Transactional
  public int countUnderWay(Member by) {
    return acts.underWay(by.reads());
  }

  @Transactional
  public Decided decide(Member by, BulkActId id, boolean approved) {
    var tenant = by.administers();
    var found = acts.find(tenant, id);
    if (found.isEmpty()) {
      return Decided.NO_SUCH_ACT;
    }
    if (found.get().isOf(by.id())) {
      return Decided.OWN;
    }
    if (!acts.decide(tenant, id, by.id(), approved)) {
      return Decided.TOO_LATE;
    }
    tell(
        found.get(),
        approved ? AuditEventType.BULK_ACT_STARTED : AuditEventType.BULK_ACT_REFUSED,
        by.asActor());
    return Decided.DONE;
  }

  /** False where there is nothing to cancel any more. */
  @Transactional
  public boolean cancel(Steward by, BulkActId id) {
    var act = seen(by, id);
    if (act.isEmpty() || !acts.cancel(by.tenant(), id, by.name())) {
      return false;
    }
    tell(act.get(), AuditEventType.BULK_ACT_CANCELLED, by.actor());
    return true;
  }

  private Optional<BulkAct> seen(Steward by, BulkActId id) {
    return acts.find(by.tenant(), id).filter(act -> act.isSeenFor(by.only()));
  }

  private void tell(BulkAct act, AuditEventType type, Actor by) {
    audit.append(
        AuditEvent.of(
            act.tenant(),
            type,
            by,
            Map.of(
                "bulk_act", act.id().toString(),
                "act", act.kind().code(),
                "question", act.question(),
                "grants", Integer.toString(act.grants()),
                "asked_by", act.asker())));
  }

  /**
   * An act, and how far it is.
   *
   * @param links what came of those that it made; null where it makes none
   */
  public record InFull(BulkAct act, BulkProgress progress, @Nullable LinkProgress links) {}
}

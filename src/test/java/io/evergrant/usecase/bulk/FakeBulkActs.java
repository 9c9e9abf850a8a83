package io.evergrant.usecase.bulk;

import io.evergrant.domain.bulk.BlastRadius;
import io.evergrant.domain.bulk.BulkAct;
import io.evergrant.domain.bulk.BulkActId;
import io.evergrant.domain.bulk.BulkKind;
import io.evergrant.domain.bulk.BulkLine;
import io.evergrant.domain.bulk.BulkProgress;
import io.evergrant.domain.bulk.BulkResult;
import io.evergrant.domain.bulk.BulkState;
import io.evergrant.domain.bulk.LinkProgress;
import io.evergrant.domain.grant.GrantFilter;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.BulkActs;
import io.evergrant.usecase.port.BulkTurns.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Acts of one tenant, and what their filters were. */
final class FakeBulkActs implements BulkActs {
  final List<BulkAct> acts = new ArrayList<>();
  final List<GrantFilter> filters = new ArrayList<>();
  int underWay;
  long done;

  /** An act that runs, for whoever works it off. */
  static BulkAct act(Turn turn) {
    return new BulkAct(
        turn.tenant(),
        turn.id(),
        turn.kind(),
        "",
        BulkState.RUNNING,
        Set.of(),
        turn.by().name(),
        null,
        Instant.EPOCH,
        Instant.EPOCH,
        null,
        null,
        null,
        3);
  }

  @Override
  public BlastRadius preview(TenantId tenant, BulkKind kind, GrantFilter filter, int first) {
    filters.add(filter);
    return new BlastRadius(List.of(), List.of());
  }

  @Override
  public Optional<BulkActId> insert(TenantId tenant, Fresh fresh, @Nullable String mark) {
    filters.add(fresh.filter());
    if (Objects.equals(mark, "old")) {
      return Optional.empty();
    }
    var by = fresh.by();
    var act =
        new BulkAct(
            tenant,
            new BulkActId(UUID.randomUUID()),
            fresh.kind(),
            fresh.filter().query(),
            fresh.waits() ? BulkState.ASKED : BulkState.RUNNING,
            by.actor() instanceof Actor.Person person ? Set.of(person.id()) : Set.of(),
            by.name(),
            by.only(),
            Instant.EPOCH,
            Instant.EPOCH.plus(fresh.life()),
            null,
            null,
            null,
            3);
    acts.add(act);
    return Optional.of(act.id());
  }

  @Override
  public Optional<BulkAct> find(TenantId tenant, BulkActId id) {
    return acts.stream()
        .filter(act -> act.tenant().equals(tenant) && act.id().equals(id))
        .findFirst();
  }

  @Override
  public List<BulkAct> list(
      TenantId tenant, @Nullable ProviderId only, @Nullable BulkActId after, int limit) {
    return acts;
  }

  @Override
  public int underWay(TenantId tenant) {
    return underWay;
  }

  @Override
  public BulkProgress progress(TenantId tenant, BulkActId id) {
    return new BulkProgress(3, 0, done == 0 ? Map.of() : Map.of(BulkResult.DONE, done));
  }

  @Override
  public LinkProgress links(TenantId tenant, BulkActId id) {
    return new LinkProgress(Map.of());
  }

  @Override
  public List<BulkLine> lines(TenantId tenant, BulkActId id, int after, int limit) {
    return List.of();
  }

  @Override
  public boolean decide(TenantId tenant, BulkActId id, MemberId by, boolean approved) {
    return true;
  }

  @Override
  public boolean cancel(TenantId tenant, BulkActId id, String by) {
    return true;
  }
}

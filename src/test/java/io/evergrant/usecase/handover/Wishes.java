package io.evergrant.usecase.handover;

import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.sealing.HandOver;
import io.evergrant.domain.sealing.HandOverId;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.HandOvers;
import io.evergrant.usecase.port.StoreUnavailable;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hand-overs in memory, by a clock that a test turns. */
final class Wishes implements HandOvers {
  private final Map<HandOverId, HandOver> rows = new LinkedHashMap<>();
  private final Map<HandOverId, String> sessions = new HashMap<>();
  Instant now = Instant.parse("2025-11-25T12:00:00Z");
  boolean away;

  /** What somebody else does before the token is taken. */
  Runnable beforeTake = () -> {};

  @Override
  public HandOver insert(Fresh wish) {
    serve();
    var row =
        new HandOver(
            wish.id(),
            wish.tenant(),
            wish.grant(),
            wish.askedBy(),
            "asker@acme.example",
            wish.reason(),
            wish.publicKey(),
            now,
            now.plus(wish.life()),
            null,
            false,
            null);
    rows.put(wish.id(), row);
    sessions.put(wish.id(), wish.sessionHash());
    return row;
  }

  @Override
  public Optional<HandOver> find(TenantId tenant, HandOverId id) {
    return Optional.ofNullable(rows.get(id)).filter(row -> row.tenant().equals(tenant));
  }

  @Override
  public List<HandOver> list(TenantId tenant, @Nullable ProviderId only, int limit) {
    return List.copyOf(rows.values());
  }

  @Override
  public int countAsked(TenantId tenant) {
    return (int) rows.values().stream().filter(row -> is(row, HandOver.State.ASKED)).count();
  }

  @Override
  public boolean decide(TenantId tenant, HandOverId id, MemberId by, boolean approved) {
    serve();
    var row = find(tenant, id).filter(one -> is(one, HandOver.State.ASKED));
    row.ifPresent(one -> rows.put(id, with(one, "second@acme.example", approved, null)));
    return row.isPresent();
  }

  @Override
  public boolean take(TenantId tenant, HandOverId id, MemberId by, String sessionHash) {
    beforeTake.run();
    serve();
    var row =
        find(tenant, id)
            .filter(one -> is(one, HandOver.State.APPROVED))
            .filter(one -> one.askedBy().equals(by) && sessionHash.equals(sessions.get(id)));
    row.ifPresent(one -> rows.put(id, with(one, one.decider(), true, now)));
    return row.isPresent();
  }

  private boolean is(HandOver row, HandOver.State state) {
    return row.state(now) == state;
  }

  private static HandOver with(
      HandOver row, @Nullable String decider, boolean approved, @Nullable Instant handedOverAt) {
    return new HandOver(
        row.id(),
        row.tenant(),
        row.grant(),
        row.askedBy(),
        row.asker(),
        row.reason(),
        row.publicKey(),
        row.askedAt(),
        row.endsAt(),
        decider,
        approved,
        handedOverAt);
  }

  private void serve() {
    if (away) {
      throw new StoreUnavailable(StoreUnavailable.Cause.UNREACHABLE, "told to be away");
    }
  }
}

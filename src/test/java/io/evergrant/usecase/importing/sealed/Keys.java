package io.evergrant.usecase.importing.sealed;

import io.evergrant.domain.sealing.SealingKeyId;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.EndedSealingKeys;
import io.evergrant.usecase.port.SealingKeys;
import io.evergrant.usecase.port.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows of sealing keys in memory, by a clock that a test turns. */
final class Keys implements SealingKeys, EndedSealingKeys {
  private final Map<SealingKeyId, Fresh> rows = new LinkedHashMap<>();
  private final Map<SealingKeyId, Instant> ends = new LinkedHashMap<>();
  private final Set<SealingKeyId> used = new HashSet<>();
  private final Set<SealingKeyId> destroyed = new HashSet<>();
  Instant now = Instant.parse("2025-11-25T12:00:00Z");
  boolean away;

  @Override
  public int countOpen(TenantId tenant) {
    return (int)
        rows.values().stream()
            .filter(row -> row.tenant().equals(tenant) && !isOver(row.id()))
            .count();
  }

  private boolean isOver(SealingKeyId id) {
    return used.contains(id) || !now.isBefore(ends.getOrDefault(id, now));
  }

  @Override
  public Instant insert(Fresh key) {
    serve();
    rows.put(key.id(), key);
    ends.put(key.id(), now.plus(key.life()));
    return now.plus(key.life());
  }

  @Override
  public Taken take(TenantId tenant, SealingKeyId id, MemberId member, String sessionHash) {
    serve();
    var row = rows.get(id);
    if (row == null
        || !row.tenant().equals(tenant)
        || !row.member().equals(member)
        || !row.sessionHash().equals(sessionHash)) {
      return Taken.UNKNOWN;
    }
    if (used.contains(id)) {
      return Taken.USED;
    }
    if (isOver(id)) {
      return Taken.ENDED;
    }
    used.add(id);
    return Taken.TAKEN;
  }

  @Override
  public void destroyed(TenantId tenant, SealingKeyId id) {
    serve();
    destroyed.add(id);
  }

  @Override
  public List<Ended> toDestroy(int limit) {
    return rows.values().stream()
        .filter(row -> isOver(row.id()) && !destroyed.contains(row.id()))
        .map(row -> new Ended(row.tenant(), row.id()))
        .toList();
  }

  @Override
  public long forget(Duration age) {
    return 0;
  }

  private void serve() {
    if (away) {
      throw new StoreUnavailable(StoreUnavailable.Cause.UNREACHABLE, "told to be away");
    }
  }
}

package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.ReceiverTrouble;
import io.evergrant.domain.audit.SignedCheckpoint;
import io.evergrant.domain.audit.SignedRemoval;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.LinkedLog;
import io.evergrant.usecase.port.SyslogCursors;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Logs of some tenants in memory, and how far their receiver has read them. */
final class LogShelf implements LinkedLog, SyslogCursors {
  final Map<TenantId, List<Linked>> events = new LinkedHashMap<>();
  final Map<TenantId, List<SignedCheckpoint>> heads = new HashMap<>();
  final Map<TenantId, List<SignedRemoval>> removals = new HashMap<>();
  final Map<TenantId, Reached> read = new HashMap<>();
  @Nullable ReceiverTrouble trouble;
  long fence;

  /** Another node takes the turn as soon as this is under way. */
  boolean late;

  void add(TenantId tenant, int count) {
    var log = events.computeIfAbsent(tenant, one -> new ArrayList<>());
    for (var i = 0; i < count; i++) {
      log.add(Events.linked(log.size() + 1L, Events.event("signed_in", "Ada", Map.of())));
    }
  }

  void sign(TenantId tenant, long sequence) {
    heads
        .computeIfAbsent(tenant, one -> new ArrayList<>())
        .add(new SignedCheckpoint(sequence, 0, Events.HASH, "{}", "s"));
  }

  /** Removes all up to there, as retention does: the link and the checkpoint at the end stay. */
  void remove(TenantId tenant, long upTo) {
    var log = events.getOrDefault(tenant, List.of());
    log.removeIf(event -> event.sequence() < upTo);
    log.set(0, Events.gone(upTo));
    heads.getOrDefault(tenant, List.of()).removeIf(head -> head.sequence() < upTo);
    var before = removals.computeIfAbsent(tenant, one -> new ArrayList<>());
    var since = before.isEmpty() ? 0 : before.getLast().sequence();
    before.add(new SignedRemoval(upTo, since, "{}", "s"));
  }

  @Override
  public List<Due> due() {
    return events.keySet().stream()
        .map(tenant -> new Due(tenant, "Acme", read.getOrDefault(tenant, new Reached(0, 0))))
        .filter(
            due ->
                !events(due.tenant(), due.reached().sequence(), 1 << 30, 1).isEmpty()
                    || !checkpoints(due.tenant(), due.reached().checkpoint(), 1 << 30, 1).isEmpty())
        .toList();
  }

  @Override
  public Optional<Long> claim(String node, Duration lease) {
    return Optional.of(++fence);
  }

  @Override
  public boolean goOn(long by, Duration lease) {
    return by == fence;
  }

  @Override
  public Taken taken(long by, Map<TenantId, Reached> reached) {
    if (late || by != fence) {
      return Taken.LATE;
    }
    read.putAll(reached);
    trouble = null;
    return Taken.TAKEN;
  }

  @Override
  public boolean failed(long by, ReceiverTrouble why, Duration longestRest) {
    trouble = why;
    return true;
  }

  @Override
  public Standing standing() {
    return new Standing(trouble, trouble == null ? null : Instant.EPOCH, null, 0);
  }

  @Override
  public List<Linked> events(TenantId tenant, long after, long upTo, int limit) {
    return events.getOrDefault(tenant, List.of()).stream()
        .filter(event -> event.sequence() > after && event.sequence() <= upTo)
        .limit(limit)
        .toList();
  }

  @Override
  public List<SignedCheckpoint> checkpoints(TenantId tenant, long after, long upTo, int limit) {
    return heads.getOrDefault(tenant, List.of()).stream()
        .filter(head -> head.sequence() > after && head.sequence() <= upTo)
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<SignedRemoval> removal(TenantId tenant, long upTo) {
    return removals.getOrDefault(tenant, List.of()).stream()
        .filter(removal -> removal.sequence() <= upTo)
        .reduce((older, newer) -> newer);
  }

  @Override
  public List<SignedRemoval> removals(TenantId tenant, long after, int limit) {
    return removals.getOrDefault(tenant, List.of()).stream()
        .filter(removal -> removal.sequence() > after)
        .limit(limit)
        .toList();
  }

  @Override
  public Reach reach(TenantId tenant) {
    throw new AssertionError("nobody asks");
  }

  @Override
  public Optional<String> link(TenantId tenant, long sequence) {
    return events(tenant, sequence - 1, sequence, 1).stream().map(Linked::hash).findFirst();
  }

  @Override
  public Optional<SignedCheckpoint> newestCheckpoint(TenantId tenant, long upTo) {
    throw new AssertionError("nobody asks");
  }

  @Override
  public long settled(TenantId tenant) {
    throw new AssertionError("nobody asks");
  }

  @Override
  public long before(TenantId tenant, Instant from) {
    throw new AssertionError("nobody asks");
  }

  @Override
  public long upTo(TenantId tenant, Instant until) {
    throw new AssertionError("nobody asks");
  }
}

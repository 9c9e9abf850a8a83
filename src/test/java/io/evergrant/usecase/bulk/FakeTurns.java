package io.evergrant.usecase.bulk;

import io.evergrant.domain.bulk.BulkResult;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.usecase.port.BulkTurns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One act of a few grants, as its rows tell; time stands still. */
final class FakeTurns implements BulkTurns {
  /** So that an act of three has two turns at least. */
  private static final int MOST = 2;

  final Turn turn;
  final List<Item> waiting = new ArrayList<>();
  final List<Item> begun = new ArrayList<>();
  final Map<Item, BulkResult> results = new HashMap<>();
  final Set<Item> later = new HashSet<>();
  boolean held = true;
  boolean over;
  private boolean resting;

  FakeTurns(Turn turn) {
    this.turn = turn;
  }

  @Override
  public Optional<Turn> claim(String node, Duration lease) {
    return over || resting ? Optional.empty() : Optional.of(turn);
  }

  @Override
  public boolean hold(Turn asked, Duration lease) {
    return held;
  }

  @Override
  public List<Item> next(Turn asked, int room, boolean heedful, int limit) {
    return waiting.stream().limit(Math.min(limit, MOST)).toList();
  }

  @Override
  public List<Item> begun(Turn asked, int limit) {
    return begun.stream().filter(item -> !later.contains(item)).limit(limit).toList();
  }

  @Override
  public boolean begin(Turn asked, Item item) {
    return waiting.remove(item) && begun.add(item);
  }

  @Override
  public void end(Turn asked, Item item, BulkResult result, @Nullable String detail) {
    waiting.remove(item);
    begun.remove(item);
    results.put(item, result);
  }

  @Override
  public void putOff(Turn asked, Item item, Duration by) {
    later.add(item);
  }

  @Override
  public void putOff(Turn asked, ProviderId provider, Duration by) {
    begun.stream().filter(item -> item.provider().equals(provider)).forEach(later::add);
  }

  @Override
  public int endRefreshed(Turn asked, Duration patience) {
    return 0;
  }

  @Override
  public boolean endAct(Turn asked) {
    over = waiting.isEmpty() && begun.isEmpty();
    return over;
  }

  @Override
  public void release(Turn asked, Duration rest) {
    resting = !rest.isZero();
  }
}

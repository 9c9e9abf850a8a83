package io.evergrant.usecase.refresh;

import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.usecase.port.Sweep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What ended, and the age at which rows were swept. */
final class FakeSweep implements Sweep {
  final List<Ended> ended = new ArrayList<>();
  final Map<String, Duration> swept = new HashMap<>();
  Runnable onLook = () -> {};

  /** Another node is always faster. */
  boolean emptiedBefore;

  void add(Scene scene, @Nullable Instant revokedAt, Instant now) {
    ended.add(new Ended(scene.location, scene.providerId, revokedAt, now));
  }

  @Override
  public List<Ended> toEmpty(int limit) {
    onLook.run();
    return ended.stream().limit(limit).toList();
  }

  @Override
  public boolean emptied(TokenLocation location) {
    return !emptiedBefore && ended.removeIf(one -> one.location().equals(location));
  }

  @Override
  public long authorizations(Duration age) {
    swept.put("authorizations", age);
    return 0;
  }

  @Override
  public long links(Duration age) {
    swept.put("links", age);
    return 0;
  }

  @Override
  public long escrows(String node, Duration age) {
    swept.put("escrows", age);
    return 0;
  }
}

package io.evergrant.usecase.refresh;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.StrayLocations;
import io.evergrant.usecase.port.Sweep;
import io.evergrant.usecase.port.TokenRevocation.Revoked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What ended, what strays, and the age at which rows were swept. */
final class FakeSweep implements Sweep, StrayLocations {
  final List<Ended> ended = new ArrayList<>();
  final List<TokenLocation> strays = new ArrayList<>();
  final Map<TokenLocation, Duration> putOff = new HashMap<>();
  final Map<String, Duration> swept = new HashMap<>();
  Runnable onLook = () -> {};
  @Nullable Revoked givenBack;

  /** Another node is always faster. */
  boolean emptiedBefore;

  void add(Scene scene, @Nullable Instant revokedAt, Instant now) {
    ended.add(new Ended(scene.location, scene.providerId, revokedAt, now));
  }

  @Override
  public List<Ended> toEmpty(int limit) {
    onLook.run();
    return ended.stream().filter(one -> !putOff.containsKey(one.location())).limit(limit).toList();
  }

  @Override
  public Optional<Ended> toEmpty(TenantId tenant, GrantId grant) {
    onLook.run();
    return ended.stream()
        .filter(one -> one.location().tenant().equals(tenant))
        .filter(one -> one.location().grant().equals(grant))
        .findFirst();
  }

  @Override
  public void putOff(TokenLocation location, Duration by) {
    putOff.put(location, by);
  }

  @Override
  public void add(TokenLocation location) {
    strays.add(location);
  }

  @Override
  public boolean remove(TokenLocation location) {
    return strays.remove(location);
  }

  @Override
  public List<TokenLocation> olderThan(Duration age, int limit) {
    swept.put("strays", age);
    return strays.stream().limit(limit).toList();
  }

  @Override
  public boolean emptied(TokenLocation location, @Nullable Revoked told) {
    givenBack = told;
    return !emptiedBefore && ended.removeIf(one -> one.location().equals(location));
  }

  @Override
  public long auditExports(Duration age) {
    swept.put("audit exports", age);
    return 0;
  }

  @Override
  public long webhookDeliveries(Duration age) {
    swept.put("webhook deliveries", age);
    return 0;
  }

  @Override
  public long bulkActs(Duration age) {
    swept.put("acts on many grants", age);
    return 0;
  }

  @Override
  public long authorizations(Duration age) {
    swept.put("authorizations", age);
    return 0;
  }

  @Override
  public long consentLinks(Duration age) {
    return 0;
  }

  @Override
  public long handOvers(Duration age) {
    swept.put("hand-overs", age);
    return 0;
  }

  @Override
  public long tickets(Duration age) {
    swept.put("tickets", age);
    return 0;
  }

  @Override
  public long answers(Duration age) {
    swept.put("answers", age);
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

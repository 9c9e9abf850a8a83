package io.evergrant.usecase.refresh;

import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Escrow;
import io.evergrant.usecase.port.EscrowSeal;
import io.evergrant.usecase.port.RefreshJournal.Stored;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TokenVault.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Escrowed sets in a list, and a seal that a test can lift. */
final class FakeEscrow implements Escrow, EscrowSeal {
  final List<Kept> open = new ArrayList<>();
  final List<Stored> stored = new ArrayList<>();
  final List<Kept> superseded = new ArrayList<>();
  final List<Claim> taken = new ArrayList<>();

  /** Of what is put here. */
  Duration age = Duration.ofSeconds(5);

  final Map<Kept, Duration> putOff = new HashMap<>();

  /** How many of the next tries to keep a set the database does not take: two to each round. */
  int away;

  /** Another node is always faster. */
  boolean closedBefore;

  /** How many seals were lifted, or could not be. */
  int lifted;

  /** Vault hands no data keys out. */
  boolean noKeys;

  final List<TenantId> prepared = new CopyOnWriteArrayList<>();
  private final Map<String, Entry> seals = new HashMap<>();

  /** An answer that lies in escrow. */
  Kept put(Scene scene, Entry entry, int spentVersion) {
    var kept =
        new Kept(
            UUID.randomUUID(),
            scene.location,
            scene.providerId,
            entry.attempt(),
            spentVersion,
            seal(scene.location, entry),
            age);
    open.add(kept);
    return kept;
  }

  /** Nobody can open it any more. */
  void spoil(Kept kept) {
    seals.remove(kept.sealed().ciphertext());
  }

  static Entry answer(String refreshToken, String spent) {
    return new Entry(
        new AttemptId(UUID.randomUUID()),
        Scene.print(spent),
        Scene.print(refreshToken),
        false,
        Scene.tokens(refreshToken));
  }

  @Override
  public void keep(TenantId tenant, Claim claim, Sealed sealed) {
    if (away > 0) {
      away--;
      throw new StoreUnavailable(StoreUnavailable.Cause.UNREACHABLE, "told to be away");
    }
    taken.add(claim);
  }

  @Override
  public boolean holds(TenantId tenant, AttemptId attempt) {
    return taken.stream().anyMatch(claim -> claim.attempt().equals(attempt));
  }

  @Override
  public List<Kept> undrained(int limit) {
    return open.stream().filter(kept -> !putOff.containsKey(kept)).limit(limit).toList();
  }

  @Override
  public void putOff(Kept kept, Duration by) {
    putOff.put(kept, by);
  }

  @Override
  public boolean drained(Kept kept, Stored now) {
    return close(kept) && stored.add(now);
  }

  @Override
  public boolean superseded(Kept kept) {
    return close(kept) && superseded.add(kept);
  }

  private boolean close(Kept kept) {
    return !closedBefore && open.remove(kept);
  }

  @Override
  public void prepare(TenantId tenant) {
    if (noKeys) {
      throw new StoreUnavailable(StoreUnavailable.Cause.SEALED, "told to be sealed");
    }
    prepared.add(tenant);
  }

  @Override
  public Sealed seal(TokenLocation location, Entry entry) {
    var ciphertext = location.path() + entry.attempt();
    seals.put(ciphertext, entry);
    return new Sealed("key", ciphertext);
  }

  @Override
  public Entry open(TokenLocation location, Sealed sealed) {
    lifted++;
    var entry = seals.get(sealed.ciphertext());
    if (entry == null || !sealed.ciphertext().startsWith(location.path())) {
      throw new StoreUnavailable(StoreUnavailable.Cause.FAILED, "sealed for another place");
    }
    return entry;
  }
}

package io.evergrant.usecase.refresh;

import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TokenVault;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** KV in a map, with check-and-set, that loses answers or refuses on demand. */
final class FakeVault implements TokenVault {
  /** What happens to the next writes, before they behave. */
  enum Fault {
    REFUSED,
    /** Written, and the answer is lost. */
    ANSWER_LOST
  }

  final Deque<Fault> faults = new ArrayDeque<>();
  boolean away;
  private final Map<String, Opened.Found> entries = new HashMap<>();

  void put(TokenLocation location, int version, Entry entry) {
    entries.put(location.path(), new Opened.Found(version, 1, entry));
  }

  Opened.Found at(TokenLocation location) {
    var found = entries.get(location.path());
    if (found == null) {
      throw new AssertionError("nothing at " + location.path());
    }
    return found;
  }

  @Override
  public void ensureKey(TenantId tenant) {}

  @Override
  public List<Opened> open(List<TokenLocation> locations) {
    return locations.stream().map(this::open).toList();
  }

  /** Keeps nothing beside the entries: the newest is always there. */
  @Override
  public List<Opened> openAt(List<At> wanted) {
    return open(wanted.stream().map(At::location).toList());
  }

  private Opened open(TokenLocation location) {
    if (away) {
      return new Opened.Unreadable(gone());
    }
    var found = entries.get(location.path());
    return found == null ? new Opened.Missing() : found;
  }

  @Override
  public Written write(TokenLocation location, int expectedVersion, Entry entry) {
    var fault = faults.pollFirst();
    if (away || fault == Fault.REFUSED) {
      return new Written.Failed(gone());
    }
    var there = entries.get(location.path());
    if ((there == null ? 0 : there.version()) != expectedVersion) {
      return new Written.Conflict();
    }
    put(location, expectedVersion + 1, entry);
    return fault == Fault.ANSWER_LOST
        ? new Written.Failed(gone())
        : new Written.Stored(expectedVersion + 1, 1);
  }

  @Override
  public void destroy(TokenLocation location) {
    entries.remove(location.path());
  }

  private static StoreUnavailable gone() {
    return new StoreUnavailable(StoreUnavailable.Cause.UNREACHABLE, "told to be away");
  }
}

package io.evergrant.usecase.refresh;

import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TokenVault;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/** KV in a map, with check-and-set, that loses answers or refuses on demand. */
final class FakeVault implements TokenVault {
  /** What happens to the next writes, before they behave. */
  enum Fault {
    REFUSED,
    /** Written, and the answer is lost. */
    ANSWER_LOST
  }

  final Deque<Fault> faults = new ConcurrentLinkedDeque<>();
  boolean away;

  /** Nothing may be destroyed. */
  boolean denies;

  /** What lies there cannot be opened, although Vault serves. */
  boolean unreadable;

  /** What others do between somebody's look and his write. */
  Runnable beforeWrite = () -> {};

  private final Map<String, Opened.Found> entries = new ConcurrentHashMap<>();
  Runnable onOpen = () -> {};

  private final Map<At, Opened> remembered = new ConcurrentHashMap<>();
  private final Map<String, Integer> ended = new ConcurrentHashMap<>();

  void put(TokenLocation location, int version, Entry entry) {
    entries.put(location.path(), new Opened.Found(version, 1, entry));
  }

  /** The time to live of what lies there is over: its version counts on, nothing is to be read. */
  void end(TokenLocation location) {
    ended.put(location.path(), at(location).version());
    entries.remove(location.path());
  }

  boolean isEmpty(TokenLocation location) {
    return !entries.containsKey(location.path());
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

  /** This node wrote that, and does not know what others wrote since. */
  void remember(TokenLocation location, int version, Entry entry) {
    remembered.put(new At(location, version), new Opened.Found(version, 1, entry));
  }

  @Override
  public List<Opened> openAt(List<At> wanted) {
    onOpen.run();
    return wanted.stream()
        .map(at -> Objects.requireNonNullElseGet(remembered.get(at), () -> open(at.location())))
        .toList();
  }

  private Opened open(TokenLocation location) {
    if (away || unreadable) {
      return new Opened.Unreadable(gone());
    }
    var found = entries.get(location.path());
    return found == null ? new Opened.Missing(endedVersion(location)) : found;
  }

  @Override
  public Written write(TokenLocation location, int expectedVersion, Entry entry) {
    beforeWrite.run();
    var fault = faults.pollFirst();
    if (away || fault == Fault.REFUSED) {
      return new Written.Failed(gone());
    }
    var there = entries.get(location.path());
    if ((there == null ? endedVersion(location) : there.version()) != expectedVersion) {
      return new Written.Conflict();
    }
    put(location, expectedVersion + 1, entry);
    return fault == Fault.ANSWER_LOST
        ? new Written.Failed(gone())
        : new Written.Stored(expectedVersion + 1, 1);
  }

  @Override
  public void destroy(TokenLocation location) {
    if (away) {
      throw gone();
    }
    if (denies) {
      throw new StoreUnavailable(StoreUnavailable.Cause.DENIED, "told to deny");
    }
    entries.remove(location.path());
    ended.remove(location.path());
  }

  private int endedVersion(TokenLocation location) {
    return ended.getOrDefault(location.path(), 0);
  }

  private static StoreUnavailable gone() {
    return new StoreUnavailable(StoreUnavailable.Cause.UNREACHABLE, "told to be away");
  }
}

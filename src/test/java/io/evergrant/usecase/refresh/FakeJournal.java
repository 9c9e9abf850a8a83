package io.evergrant.usecase.refresh;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.grant.Fence;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.Trigger;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.RefreshJournal;
import jakarta.transaction.TransactionalException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A journal that remembers what it was asked and answers as it is told. */
final class FakeJournal implements RefreshJournal {
  boolean ours = true;
  boolean othersDoubt;
  @Nullable Instant doubtSince;
  AttemptId doubted = new AttemptId(UUID.randomUUID());
  Instant consentedAt = Scene.NOW.minus(Duration.ofHours(1));
  boolean successorKept;
  @Nullable Unweighed unweighed;
  Mark mark = Mark.SENT;
  Runnable onSent = () -> {};

  /** How many of the next transactions fail at their commit. */
  int commitsThatFail;

  /** What is due, and before each claim of it what others do meanwhile. */
  final Deque<Claim> due = new ConcurrentLinkedDeque<>();

  Consumer<Rooms> onClaim = rooms -> {};
  final List<Integer> limits = new ArrayList<>();

  final List<Claim> sent = Collections.synchronizedList(new ArrayList<>());
  final List<Duration> leases = Collections.synchronizedList(new ArrayList<>());
  final List<Overdue> overdue = new ArrayList<>();

  /** How long each open code exchange has been so. */
  final List<Duration> exchanges = new ArrayList<>();

  final List<AuditEvent> events = Collections.synchronizedList(new ArrayList<>());
  final List<Ending> endings = Collections.synchronizedList(new ArrayList<>());

  @Override
  public List<Claim> claimDue(String node, int limit, Duration lease, Rooms rooms) {
    limits.add(limit);
    onClaim.accept(rooms);
    failAtCommit();
    var left = new HashMap<>(rooms.known());
    var claimed = new ArrayList<Claim>();
    for (var claim : due) {
      var room = left.getOrDefault(claim.provider(), rooms.others());
      if (room > 0 && claimed.size() < limit) {
        left.put(claim.provider(), room - 1);
        claimed.add(claim);
      }
    }
    due.removeAll(claimed);
    return claimed;
  }

  @Override
  public Optional<Claim> claim(
      TenantId tenant,
      GrantId grant,
      Fence seen,
      Trigger trigger,
      Actor actor,
      String node,
      Duration lease) {
    onClaim.accept(new Rooms(Map.of(), 1));
    failAtCommit();
    var claimed =
        due.stream()
            .filter(claim -> claim.tenant().equals(tenant) && claim.grant().equals(grant))
            .filter(claim -> claim.fence().value() == seen.value() + 1)
            .findFirst();
    claimed.ifPresent(due::remove);
    return claimed;
  }

  @Override
  public Mark markSent(Claim claim, Duration lease) {
    onSent.run();
    if (ours) {
      sent.add(claim);
      leases.add(lease);
    }
    return ours ? mark : Mark.NOT_OURS;
  }

  @Override
  public boolean end(Claim claim, Ending ending, AuditEvent event) {
    failAtCommit();
    if (ours) {
      endings.add(ending);
      events.add(event);
    }
    return ours;
  }

  @Override
  public List<Overdue> takeOverdue(String node, int limit, Duration lease) {
    return List.copyOf(overdue);
  }

  @Override
  public boolean otherGrantDoubts(
      TenantId tenant, ProviderId provider, GrantId grant, Duration age) {
    return othersDoubt;
  }

  @Override
  public Optional<Doubt> doubt(TenantId tenant, GrantId grant) {
    return Optional.of(new Doubt(doubtSince, doubted));
  }

  @Override
  public Circumstances circumstances(TenantId tenant, GrantId grant) {
    return new Circumstances(consentedAt, successorKept);
  }

  @Override
  public Optional<Unweighed> unweighed(TenantId tenant, GrantId grant) {
    return Optional.ofNullable(unweighed);
  }

  @Override
  public AttemptId beginExchange(
      TenantId tenant, ProviderId provider, @Nullable GrantId grant, Actor actor, String node) {
    throw new AssertionError("a refresh exchanges no code");
  }

  @Override
  public boolean endExchange(
      TenantId tenant,
      AttemptId attempt,
      @Nullable GrantId grant,
      Exchange exchange,
      AuditEvent event) {
    throw new AssertionError("a refresh exchanges no code");
  }

  @Override
  public List<UUID> abandonExchanges(Duration age) {
    var old = exchanges.stream().filter(open -> open.compareTo(age) > 0).toList();
    exchanges.removeAll(old);
    return old.stream().map(open -> UUID.randomUUID()).toList();
  }

  private void failAtCommit() {
    if (commitsThatFail > 0) {
      commitsThatFail--;
      throw new TransactionalException("the commit failed", new SQLException());
    }
  }
}

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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A journal that remembers what it was asked and answers as it is told. */
final class FakeJournal implements RefreshJournal {
  boolean ours = true;
  boolean othersDoubt;
  @Nullable Instant doubtSince;
  Mark mark = Mark.SENT;
  Runnable onSent = () -> {};

  /** How many of the next transactions fail at their commit. */
  int commitsThatFail;

  final List<Claim> sent = new ArrayList<>();
  final List<Overdue> overdue = new ArrayList<>();
  final List<AuditEvent> events = new ArrayList<>();
  final List<Ending> endings = new ArrayList<>();

  @Override
  public List<Claim> claimDue(String node, int limit, Duration lease, Rooms rooms) {
    failAtCommit();
    return List.of();
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
    return Optional.empty();
  }

  @Override
  public Mark markSent(Claim claim, Duration lease) {
    onSent.run();
    if (ours) {
      sent.add(claim);
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
  public Optional<Instant> doubtSince(TenantId tenant, GrantId grant) {
    return Optional.ofNullable(doubtSince);
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
    return List.of();
  }

  private void failAtCommit() {
    if (commitsThatFail > 0) {
      commitsThatFail--;
      throw new TransactionalException("the commit failed", new SQLException());
    }
  }
}

package io.evergrant.usecase.port;

import io.evergrant.domain.notice.Board;
import io.evergrant.domain.notice.Change;
import io.evergrant.domain.notice.DigestId;
import io.evergrant.domain.notice.Notice;
import io.evergrant.domain.notice.Signal;
import io.evergrant.domain.notice.Trouble;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a tenant's notices are brought up to date, by the node that has its turn. */
public interface NoticeWork {
  /** Held until the transaction ends; empty where the turn is another node's by now. */
  Optional<Turn> hold(TenantId tenant, String node);

  /** What the log tells since, a batch at most. */
  Heard hear(TenantId tenant, long after, long floor, int limit);

  /** How things stand now, without what ends. */
  List<Trouble> troubles(TenantId tenant);

  /** Consents that end within a month, by provider; those that came nearer since it was told. */
  List<Trouble> ends(TenantId tenant);

  Board board(TenantId tenant);

  /** Writes the notices that are not as they were. */
  void save(TenantId tenant, Board before, Board after);

  /** Writes down what is told, in this order. */
  void tell(TenantId tenant, DigestId digest, List<Notice> told);

  /** Ends the turn, and says when the next one comes at the latest. */
  void passOn(TenantId tenant, Next next);

  /** Forgets what is over, and what was told, for longer than that. */
  void sweep(TenantId tenant, Duration age);

  /**
   * A tenant's turn.
   *
   * @param number up to which the log was looked at
   * @param floor up to which no event comes to light any more
   * @param looksAtEnds whether it is time to look for what ends
   * @param toldAt when the last digest was made; null where none was
   * @param now by the database's clock
   */
  record Turn(
      long number, long floor, boolean looksAtEnds, @Nullable Instant toldAt, Instant now) {}

  /**
   * What the log told.
   *
   * @param signals what the events may have changed
   * @param changes what they tell by themselves
   * @param number up to which it is looked at now
   */
  record Heard(List<Signal> signals, List<Change> changes, long number) {}

  /**
   * What follows a turn.
   *
   * @param number up to which the log is looked at
   * @param lookIn when to look for what ends again; null where it was not looked for
   * @param tellAt when the next digest is due; null where nothing waits
   * @param toldAt when the last digest was made; null where none was
   */
  record Next(
      long number, @Nullable Duration lookIn, @Nullable Instant tellAt, @Nullable Instant toldAt) {}
}

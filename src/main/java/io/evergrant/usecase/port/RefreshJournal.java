package io.evergrant.usecase.port;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.grant.Fence;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.Trigger;
import io.evergrant.domain.outcome.ProviderSaid;
import io.evergrant.domain.outcome.ProviderSign;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Attempts, from the durable intent to the one terminal event. Leases and due times use the
 * database's clock. Methods throw {@link StoreUnavailable} when the database does not serve.
 */
public interface RefreshJournal {
  /**
   * Claims due grants of active providers and writes an open attempt for each, in one statement
   * ({@code FOR UPDATE SKIP LOCKED}). Crosses tenants. Nothing is claimed that has an open attempt
   * or an undrained escrow; at a provider whose breaker is open, one grant when its wait is over.
   */
  List<Claim> claimDue(String node, int limit, Duration lease, Rooms rooms);

  /** With room for everything at every provider. */
  default List<Claim> claimDue(String node, int limit, Duration lease) {
    return claimDue(node, limit, lease, Rooms.WIDE);
  }

  /**
   * Claims one grant, due or not, if it is {@code ACTIVE} and nobody holds it or has claimed it
   * since it was seen: of many that saw the same the first alone begins.
   */
  Optional<Claim> claim(
      TenantId tenant,
      GrantId grant,
      Fence seen,
      Trigger trigger,
      Actor actor,
      String node,
      Duration lease);

  /** Marks the attempt as sent and renews the lease: only then something may be sent. */
  Mark markSent(Claim claim, Duration lease);

  /**
   * Ends the attempt: the grant's row under its fence, the attempt while it is open, the terminal
   * audit event, all or nothing.
   *
   * @return false, with nothing changed, where the attempt was no longer open or the fence had
   *     grown
   */
  boolean end(Claim claim, Ending ending, AuditEvent event);

  /**
   * Takes over attempts that are open although their lease ended: fence + 1 and a new lease for
   * this node. Crosses tenants.
   */
  List<Overdue> takeOverdue(String node, int limit, Duration lease);

  /**
   * Whether the newest attempt of another grant of the provider, within {@code age}, ended with an
   * error that may be the client's fault ({@code deferred} for {@code client_doubted}).
   */
  boolean otherGrantDoubts(TenantId tenant, ProviderId provider, GrantId grant, Duration age);

  /** Empty where the grant is not in doubt. */
  Optional<Doubt> doubt(TenantId tenant, GrantId grant);

  /** What a word against the grant is weighed with. */
  Circumstances circumstances(TenantId tenant, GrantId grant);

  /**
   * The provider's word against the grant that ended its last attempt and could not be weighed
   * ({@code deferred} for {@code refusal_unchecked}); empty where the last one ended otherwise.
   */
  Optional<Unweighed> unweighed(TenantId tenant, GrantId grant);

  /** Opens an attempt for a code exchange, marked as sent. */
  AttemptId beginExchange(
      TenantId tenant, ProviderId provider, @Nullable GrantId grant, Actor actor, String node);

  /** Ends the attempt of a code exchange with its terminal event; false where it was not open. */
  boolean endExchange(
      TenantId tenant,
      AttemptId attempt,
      @Nullable GrantId grant,
      Exchange exchange,
      AuditEvent event);

  /** Ends code exchanges that a crash left open for longer than {@code age}. Crosses tenants. */
  List<UUID> abandonExchanges(Duration age);

  /**
   * What becomes of the grant's row. Null leaves a column as it is.
   *
   * @param status never applied over {@code PAUSED} or {@code REVOKED}
   * @param dueIn from now; null: not due until somebody acts
   * @param stored null where nothing new was stored
   * @param success whether it counts as one: failures are counted in a row
   * @param inDoubt whether the refresh token may be spent; see {@link Claim#inDoubt()}
   * @param sign what the breaker of the provider learns from it
   */
  record Ending(
      String outcome,
      String cause,
      @Nullable String proof,
      @Nullable ProviderSaid said,
      GrantStatus status,
      @Nullable String statusCause,
      @Nullable Duration dueIn,
      @Nullable Stored stored,
      boolean success,
      @Nullable Boolean inDoubt,
      ProviderSign sign) {}

  /** How {@link #markSent} ended. */
  enum Mark {
    SENT,
    /** The claim is no longer ours: nothing may be sent, nothing is to be written. */
    NOT_OURS,
    /** The provider's breaker opened since the claim: nothing may be sent. */
    PROVIDER_RESTS
  }

  /**
   * How many more requests a node has room for at a provider.
   *
   * @param known by provider, zero or more; {@code others} at those that are not among them
   */
  record Rooms(Map<ProviderId, Integer> known, int others) {
    static final Rooms WIDE = new Rooms(Map.of(), Integer.MAX_VALUE);

    public Rooms {
      known = Map.copyOf(known);
    }

    /** Whether there is a provider without room. */
    public boolean someFull() {
      return known.containsValue(0);
    }
  }

  /**
   * An answer was lost.
   *
   * @param since when the request was sent; null where a person decided to try in spite of it
   * @param attempt that sent it; null where its row is not known
   */
  record Doubt(@Nullable Instant since, @Nullable AttemptId attempt) {}

  /**
   * What is known of a grant that a provider calls dead.
   *
   * @param successorKept whether the escrow holds a set that is newer than the one in Vault
   */
  record Circumstances(Instant consentedAt, boolean successorKept) {}

  /**
   * A provider's word against a grant that waits to be weighed.
   *
   * @param fingerprint of the refresh token that was refused
   */
  record Unweighed(Fingerprint fingerprint, @Nullable String errorDescription) {}

  /** The token set that now lies in Vault. */
  record Stored(
      int kvVersion,
      int keyVersion,
      Fingerprint fingerprint,
      boolean rotated,
      String scope,
      @Nullable Instant expiresAt,
      @Nullable Instant refreshExpiresAt) {}

  /** An attempt that its worker did not end; {@code sentAt} null: nothing was sent. */
  record Overdue(Claim claim, @Nullable Instant sentAt) {}

  /** How a code exchange ended. */
  record Exchange(String outcome, String cause, @Nullable ProviderSaid said) {}
}

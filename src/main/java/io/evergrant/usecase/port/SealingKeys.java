package io.evergrant.usecase.port;

import io.evergrant.domain.sealing.SealingKeyId;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;

/**
 * Who may use which sealing key, once and until when; the key pairs are in {@link SealingVault}.
 * Ends are counted by the database's clock.
 */
public interface SealingKeys {
  /** How many of the tenant's keys could be used now. */
  int countOpen(TenantId tenant);

  /**
   * Writes a key down, before its pair is made.
   *
   * @return when it ends
   */
  Instant insert(Fresh key);

  /** Uses a key up, if it is this member's in this session, and whole still. */
  Taken take(TenantId tenant, SealingKeyId id, MemberId member, String sessionHash);

  /** Nothing of it lies in Vault any more. */
  void destroyed(TenantId tenant, SealingKeyId id);

  /**
   * A key that is not there yet.
   *
   * @param sessionHash names the session that it is for
   * @param life at most five minutes
   */
  record Fresh(
      SealingKeyId id, TenantId tenant, MemberId member, String sessionHash, Duration life) {}

  /** What became of a wish to use a key. */
  enum Taken {
    /** It is used up by this, and by nothing else. */
    TAKEN,
    USED,
    ENDED,
    /** Another session's, another member's, or none at all. */
    UNKNOWN
  }
}

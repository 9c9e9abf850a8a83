package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.SignedCheckpoint;
import io.evergrant.domain.audit.SignedRemoval;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.LinkedLog;
import io.evergrant.verifier.ChainHash;
import io.evergrant.verifier.Lines;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a reading of a log begins. One that begins with the first event that is left tells of what
 * was removed before it, and so is one of the whole log.
 *
 * @param after the sequence before its first event
 * @param removal what was removed, up to {@code after}; null where nothing was, or where the
 *     reading begins later
 */
record Beginning(long after, String previous, @Nullable SignedRemoval removal) {

  /** The sequence from which on it can be read, where it was asked for from there on. */
  static long possible(LinkedLog log, TenantId tenant, long asked) {
    return Math.max(asked, removed(log, tenant));
  }

  /** Up to where it was removed. */
  static long removed(LinkedLog log, TenantId tenant) {
    return log.removal(tenant, Long.MAX_VALUE).map(SignedRemoval::sequence).orElse(0L);
  }

  static Beginning at(LinkedLog log, TenantId tenant, long after) {
    return new Beginning(
        after,
        log.link(tenant, after).orElse(ChainHash.BEFORE_THE_FIRST),
        log.removal(tenant, after).filter(found -> found.sequence() == after).orElse(null));
  }

  Lines.Manifest manifest(TenantId tenant, @Nullable Long before, String asOf) {
    return removal == null
        ? new Lines.Manifest(tenant.toString(), after, before, previous, asOf)
        : new Lines.Manifest(
            tenant.toString(),
            0,
            before == null ? null : (Long) Math.max(before, after + 1),
            ChainHash.BEFORE_THE_FIRST,
            asOf);
  }

  /** The checkpoint over what was removed, which was kept. */
  Optional<SignedCheckpoint> anchor(LinkedLog log, TenantId tenant) {
    return removal == null
        ? Optional.empty()
        : log.newestCheckpoint(tenant, after).filter(found -> found.sequence() == after);
  }
}

package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.SignedCheckpoint;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Checkpoints;
import io.evergrant.usecase.port.Checkpoints.Due;
import io.evergrant.usecase.port.Checkpoints.Newest;
import io.evergrant.usecase.port.Checkpoints.Unsigned;
import io.evergrant.usecase.port.PortalSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The database's share of signing, one short transaction a step. */
@Singleton
public class RecordHeads {
  private static final Due DUE = new Due(1_000, Duration.ofMinutes(1));
  private static final Duration LEASE = Duration.ofSeconds(15);

  private final Checkpoints checkpoints;
  private final PortalSettings portal;

  @Inject
  public RecordHeads(Checkpoints checkpoints, PortalSettings portal) {
    this.checkpoints = checkpoints;
    this.portal = portal;
  }

  @Transactional
  Optional<TenantId> claim() {
    return checkpoints.claim(portal.node(), LEASE, DUE);
  }

  @Transactional
  void release(TenantId tenant) {
    checkpoints.release(tenant, portal.node());
  }

  @Transactional
  Optional<Unsigned> unsigned(TenantId tenant) {
    return checkpoints.unsigned(tenant, portal.node(), DUE);
  }

  @Transactional
  boolean signed(TenantId tenant, SignedCheckpoint checkpoint) {
    return checkpoints.append(tenant, checkpoint);
  }

  @Transactional
  List<Newest> newest(TenantId after, int limit) {
    return checkpoints.newest(after, limit);
  }

  @Transactional
  void putOff(TenantId tenant) {
    checkpoints.putOff(tenant);
  }
}

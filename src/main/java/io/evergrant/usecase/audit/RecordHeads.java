package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.SignedCheckpoint;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Checkpoints;
import io.evergrant.usecase.port.Checkpoints.Newest;
import io.evergrant.usecase.port.Checkpoints.Unsigned;
import io.evergrant.usecase.port.PortalSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** The database's share of signing, one short transaction a step. */
@Singleton
public class RecordHeads {
  private final Checkpoints checkpoints;
  private final PortalSettings portal;

  @Inject
  public RecordHeads(Checkpoints checkpoints, PortalSettings portal) {
    this.checkpoints = checkpoints;
    this.portal = portal;
  }

  @Transactional
  Optional<Unsigned> unsigned(TenantId tenant) {
    return checkpoints.unsigned(tenant, portal.node(), RecordChain.DUE);
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

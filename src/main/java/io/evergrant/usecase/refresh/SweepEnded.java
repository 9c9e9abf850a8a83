package io.evergrant.usecase.refresh;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.Sweep.Ended;
import io.evergrant.usecase.port.TokenRevocation.Revoked;
import io.evergrant.usecase.port.TokenVault;
import io.evergrant.usecase.port.TokenVault.Opened;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/**
 * Removes what ended. KV deletes an ended version by itself, but a deleted version can be
 * undeleted: here it is destroyed. The tokens of a revoked grant are given back to the provider
 * first; that is tried for a day. And what lies where no grant's row points: the set of a consent
 * that was never committed, or of an older one.
 */
@Singleton
public class SweepEnded {
  private static final Logger LOG = System.getLogger(SweepEnded.class.getName());
  private static final int BATCH = 100;
  private static final Duration PATIENCE = Duration.ofDays(1);
  private static final Duration SOONEST = Duration.ofMinutes(1);
  private static final Duration LATEST = Duration.ofHours(1);

  private final RecordSweep record;
  private final TokenVault vault;
  private final RevokeRemotely remote;

  @Inject
  public SweepEnded(RecordSweep record, TokenVault vault, RevokeRemotely remote) {
    this.record = record;
    this.vault = vault;
    this.remote = remote;
  }

  /** One round; returns how many grants' tokens were destroyed. */
  public int run() {
    var destroyed = 0;
    try {
      for (var ended : record.toEmpty(BATCH)) {
        destroyed += emptyOrPutOff(ended) ? 1 : 0;
      }
      for (var stray : record.strays(BATCH)) {
        vault.destroy(stray);
        record.destroyed(stray);
      }
      record.rows();
    } catch (StoreUnavailable e) {
      LOG.log(Level.INFO, "sweeping waits for the stores: {0}", e.getMessage());
    }
    return destroyed;
  }

  /**
   * One grant at once, for somebody who waits; what cannot be done now is done by a later round.
   */
  void run(TenantId tenant, GrantId grant) {
    try {
      record.toEmpty(tenant, grant).ifPresent(this::emptyOrPutOff);
    } catch (StoreUnavailable e) {
      LOG.log(Level.INFO, "sweeping waits for the stores: {0}", e.getMessage());
    }
  }

  /** One that cannot be emptied must not hold up those behind it, which may be other tenants'. */
  private boolean emptyOrPutOff(Ended ended) {
    try {
      if (empty(ended)) {
        return true;
      }
    } catch (StoreUnavailable e) {
      switch (e.why()) {
        case UNREACHABLE, SEALED -> throw e;
        case DENIED, FAILED ->
            LOG.log(
                Level.WARNING,
                "{0} is emptied later: {1}",
                ended.location().path(),
                e.getMessage());
      }
    }
    record.putOff(ended, next(ended));
    return false;
  }

  /** The longer it has been tried, the more seldom. */
  private static Duration next(Ended ended) {
    var revokedAt = ended.revokedAt();
    if (revokedAt == null) {
      return LATEST;
    }
    var fourth = Duration.between(revokedAt, ended.now()).dividedBy(4);
    var atLeast = fourth.compareTo(SOONEST) < 0 ? SOONEST : fourth;
    return atLeast.compareTo(LATEST) > 0 ? LATEST : atLeast;
  }

  private boolean empty(Ended ended) {
    var revokedAt = ended.revokedAt();
    if (revokedAt == null) {
      vault.destroy(ended.location());
      record.emptied(ended, null);
      return true;
    }
    var revoked = giveBack(ended);
    if (revoked == Revoked.NOT_REACHED && ended.now().isBefore(revokedAt.plus(PATIENCE))) {
      return false;
    }
    vault.destroy(ended.location());
    record.emptied(ended, revoked);
    return true;
  }

  /** An ended or missing set needs no request. */
  private Revoked giveBack(Ended ended) {
    return switch (vault.open(List.of(ended.location())).getFirst()) {
      case Opened.Unreadable unreadable -> Revoked.NOT_REACHED;
      case Opened.Missing missing -> Revoked.DONE;
      case Opened.Found found when found.entry().tokens().ended(ended.now()) -> Revoked.DONE;
      case Opened.Found found ->
          remote.revoke(ended.location().tenant(), ended.provider(), found.entry().tokens());
    };
  }
}

package io.evergrant.usecase.refresh;

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
import java.util.Locale;
import java.util.Map;

/**
 * Removes what ended. KV deletes an ended version by itself, but a deleted version can be
 * undeleted: here it is destroyed. The tokens of a revoked grant are given back to the provider
 * first; that is tried for a day.
 */
@Singleton
public class SweepEnded {
  private static final Logger LOG = System.getLogger(SweepEnded.class.getName());
  private static final int BATCH = 100;
  private static final Duration PATIENCE = Duration.ofDays(1);

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
        destroyed += empty(ended) ? 1 : 0;
      }
      record.rows();
    } catch (StoreUnavailable e) {
      LOG.log(Level.INFO, "sweeping waits for the stores: {0}", e.getMessage());
    }
    return destroyed;
  }

  private boolean empty(Ended ended) {
    var revokedAt = ended.revokedAt();
    if (revokedAt == null) {
      vault.destroy(ended.location());
      record.emptied(ended, Map.of("reason", "ended"));
      return true;
    }
    var revoked = giveBack(ended);
    if (revoked == Revoked.NOT_REACHED && ended.now().isBefore(revokedAt.plus(PATIENCE))) {
      return false;
    }
    vault.destroy(ended.location());
    record.emptied(
        ended, Map.of("reason", "revoked", "at_provider", revoked.name().toLowerCase(Locale.ROOT)));
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

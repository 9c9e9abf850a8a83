package io.evergrant.usecase.refresh;

import io.evergrant.usecase.port.Escrow.Kept;
import io.evergrant.usecase.port.EscrowSeal;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TokenRevocation.Revoked;
import io.evergrant.usecase.port.TokenVault;
import io.evergrant.usecase.port.TokenVault.Entry;
import io.evergrant.usecase.port.TokenVault.Opened;
import io.evergrant.usecase.port.TokenVault.Written;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/**
 * Puts escrowed token sets where they belong once Vault serves again: only over their own parent.
 * One that a newer token superseded is set aside.
 */
@Singleton
public class DrainEscrow {
  private static final Logger LOG = System.getLogger(DrainEscrow.class.getName());
  private static final int BATCH = 50;
  private static final Duration PATIENCE = Duration.ofDays(1);
  private static final Duration LATER = Duration.ofMinutes(1);

  /** Nothing is claimed of its grant meanwhile, so not for long. */
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final RecordDrain record;
  private final EscrowSeal seal;
  private final TokenVault vault;
  private final RevokeRemotely remote;

  @Inject
  public DrainEscrow(RecordDrain record, EscrowSeal seal, TokenVault vault, RevokeRemotely remote) {
    this.remote = remote;
    this.record = record;
    this.seal = seal;
    this.vault = vault;
  }

  /** One round; returns how many were drained. */
  public int run() {
    var drained = 0;
    try {
      for (var kept : record.undrained(BATCH)) {
        drained += drainOrLeave(kept) ? 1 : 0;
      }
    } catch (StoreUnavailable e) {
      LOG.log(Level.INFO, "escrows wait for the stores: {0}", e.getMessage());
    }
    return drained;
  }

  /** One that cannot be opened must not hold up those behind it, which may be other tenants'. */
  private boolean drainOrLeave(Kept kept) {
    try {
      return drain(kept);
    } catch (StoreUnavailable e) {
      return switch (e.why()) {
        case UNREACHABLE, SEALED -> throw e;
        case DENIED, FAILED -> {
          LOG.log(
              Level.WARNING, "escrow {0} stays, the others go on: {1}", kept.id(), e.getMessage());
          record.putOff(kept, AGAIN);
          yield false;
        }
      };
    }
  }

  private boolean drain(Kept kept) {
    var entry = seal.open(kept.location(), kept.sealed());
    return switch (vault.open(List.of(kept.location())).getFirst()) {
      case Opened.Unreadable unreadable -> throw unreadable.why();
      case Opened.Missing missing when record.isRevoked(kept) -> giveBack(kept, entry);
      // Its parent ended in KV while it waited; what was spent for it lay at the claim's version.
      case Opened.Missing missing when missing.endedVersion() == kept.kvVersion() ->
          write(kept, entry, missing.endedVersion());
      case Opened.Missing missing -> record.superseded(kept, "the consent it belongs to is gone");
      case Opened.Found found when found.entry().attempt().equals(entry.attempt()) ->
          record.drained(kept, entry, found.version(), found.keyVersion());
      case Opened.Found found when found.entry().fingerprint().equals(entry.parent()) ->
          write(kept, entry, found.version());
      case Opened.Found found -> record.superseded(kept, "a newer token is stored");
    };
  }

  /**
   * A late set of a grant that was revoked meanwhile: nobody may use it any more. Tried for a day.
   */
  private boolean giveBack(Kept kept, Entry entry) {
    var revoked = remote.revoke(kept.location().tenant(), kept.provider(), entry.tokens());
    if (revoked == Revoked.NOT_REACHED && kept.age().compareTo(PATIENCE) < 0) {
      record.putOff(kept, LATER);
      return false;
    }
    return record.superseded(kept, "the grant was revoked; at the provider: " + revoked);
  }

  private boolean write(Kept kept, Entry entry, int version) {
    return switch (vault.write(kept.location(), version, entry)) {
      case Written.Stored stored ->
          record.drained(kept, entry, stored.version(), stored.keyVersion());
      case Written.Conflict conflict -> false;
      case Written.Failed failed -> throw failed.why();
    };
  }
}

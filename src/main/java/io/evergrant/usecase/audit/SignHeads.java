package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.LoggedEvent;
import io.evergrant.domain.audit.SignedCheckpoint;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.CheckpointSigner;
import io.evergrant.usecase.port.Checkpoints.Unsigned;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.verifier.ChainHash;
import io.evergrant.verifier.Checkpoint;
import io.evergrant.verifier.Lines;
import io.evergrant.verifier.MerkleTree;
import io.evergrant.verifier.PublicKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Base64;

/**
 * Signs the head of a chain. The checkpoint is in the database before it is held outside: what is
 * outside and not in the database would look like a history that was taken back.
 */
@Singleton
public class SignHeads {
  private static final Logger LOG = System.getLogger(SignHeads.class.getName());

  private final RecordHeads record;
  private final CheckpointSigner signer;
  private final HoldHeads held;
  private final ChangedChains changed;

  @Inject
  public SignHeads(
      RecordHeads record, CheckpointSigner signer, HoldHeads held, ChangedChains changed) {
    this.record = record;
    this.signer = signer;
    this.held = held;
    this.changed = changed;
  }

  /**
   * Signs whatever is due; returns how many checkpoints were made.
   *
   * @throws StoreUnavailable where Vault or the database does not serve
   */
  int run(TenantId tenant) {
    var made = 0;
    for (var due = record.unsigned(tenant); due.isPresent(); due = record.unsigned(tenant)) {
      if (!isWhole(due.get())) {
        LOG.log(
            Level.ERROR,
            "the audit chain of tenant {0} is not what was signed: it is linked further and not"
                + " signed; export and verify it",
            tenant);
        changed.found(tenant);
        record.putOff(tenant);
        return made;
      }
      changed.isGoodAgain(tenant);
      var signed = sign(tenant, due.get());
      if (!recorded(tenant, signed)) {
        record.putOff(tenant);
        return made;
      }
      made++;
      held.hold(Lines.checkpoint(signed.body(), signed.signature()));
    }
    return made;
  }

  /** Where the database falls silent over it, the checkpoint may be there all the same. */
  private boolean recorded(TenantId tenant, SignedCheckpoint signed) {
    try {
      return record.signed(tenant, signed);
    } catch (RuntimeException e) {
      held.mayLack();
      throw e;
    }
  }

  /** What was signed must still stand there, or this would sign over somebody's tracks. */
  private static boolean isWhole(Unsigned due) {
    var last = due.last();
    var since = last == null ? 0 : last.sequence();
    return due.leaves().size() == due.sequence() - since
        && (last == null || last.hash().equals(due.atLast()));
  }

  private SignedCheckpoint sign(TenantId tenant, Unsigned due) {
    var key = signer.keys().getLast();
    var last = due.last();
    var checkpoint =
        new Checkpoint(
            tenant.toString(),
            due.sequence(),
            last == null ? 0 : last.sequence(),
            due.hash(),
            root(due),
            last == null ? null : Checkpoint.hash(last.body()),
            LoggedEvent.time(due.now()),
            PublicKeys.id(Base64.getDecoder().decode(key.publicKey())));
    var signature = signer.sign(key, checkpoint.signed());
    return new SignedCheckpoint(
        checkpoint.sequence(),
        checkpoint.since(),
        checkpoint.head(),
        checkpoint.canonical(),
        signature);
  }

  private static String root(Unsigned due) {
    var tree = new MerkleTree(new ChainHash());
    due.leaves().forEach(leaf -> tree.add(ChainHash.bytes(leaf)));
    return ChainHash.hex(tree.root());
  }

  void holdWaiting() {
    held.run();
  }
}

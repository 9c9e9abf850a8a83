package io.evergrant.usecase.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.audit.LoggedEvent;
import io.evergrant.domain.audit.SignedRemoval;
import io.evergrant.usecase.audit.RecordRemoval.Plan;
import io.evergrant.usecase.port.CheckpointSigner;
import io.evergrant.usecase.port.LinkedLog;
import io.evergrant.usecase.port.Removals.Ending;
import io.evergrant.usecase.port.Removals.Turn;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.verifier.ChainHash;
import io.evergrant.verifier.Checkpoint;
import io.evergrant.verifier.MerkleTree;
import io.evergrant.verifier.PublicKeys;
import io.evergrant.verifier.Removal;
import io.evergrant.verifier.Verdict;
import io.evergrant.verifier.Verifier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Removes events that are older than their organisation keeps its log. They are verified first:
 * what is not as it was signed stays, or the removal would cover somebody's tracks. What is signed
 * of them is signed before the database is asked to remove them, and is worth nothing if it does
 * not.
 */
@Singleton
public class RemoveOldEvents {
  private static final Logger LOG = System.getLogger(RemoveOldEvents.class.getName());

  /** Removals of one round; the next one comes within a minute. */
  private static final int TURNS = 20;

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration LATER = Duration.ofHours(1);
  private static final Duration NEXT_DAY = Duration.ofDays(1);

  private final RecordRemoval record;
  private final LinkedLog log;
  private final CheckpointSigner signer;

  @Inject
  public RemoveOldEvents(RecordRemoval record, LinkedLog log, CheckpointSigner signer) {
    this.record = record;
    this.log = log;
    this.signer = signer;
  }

  /** One round; returns how many removals there were. */
  public int run() {
    var removed = 0;
    try {
      for (var i = 0; i < TURNS; i++) {
        var turn = record.claim();
        if (turn.isEmpty()) {
          break;
        }
        removed += run(turn.get()) ? 1 : 0;
      }
    } catch (StoreUnavailable e) {
      LOG.log(Level.INFO, "the removal of old events waits for the stores: {0}", e.getMessage());
    }
    return removed;
  }

  private boolean run(Turn turn) {
    var plan = record.plan(turn);
    if (plan.isEmpty()) {
      record.release(turn, LATER);
      return false;
    }
    try {
      return remove(turn, plan.get());
    } catch (RemovedMeanwhile e) {
      record.release(turn, SOON);
      return false;
    }
  }

  private boolean remove(Turn turn, Plan plan) {
    var tree = new MerkleTree(new ChainHash());
    if (!isAsSigned(turn, plan, tree)) {
      LOG.log(
          Level.ERROR,
          "old events of tenant {0} are not what was signed: they are kept; export and verify them",
          turn.tenant());
      record.altered(turn, NEXT_DAY);
      return false;
    }
    var root = ChainHash.hex(tree.root());
    var ending = record.remove(turn, signed(turn, plan, root), plan.upTo().hash(), root);
    if (ending != Ending.REMOVED) {
      LOG.log(Level.INFO, "old events of tenant {0} are kept: {1}", turn.tenant(), ending);
      record.release(turn, ending == Ending.READ ? SOON : LATER);
    }
    return ending == Ending.REMOVED;
  }

  private boolean isAsSigned(Turn turn, Plan plan, MerkleTree tree) {
    var tenant = turn.tenant();
    var upTo = plan.upTo().sequence();
    var hash = new ChainHash();
    var manifest = plan.from().manifest(tenant, (Long) (upTo + 1), LoggedEvent.time(plan.now()));
    var pages =
        new LogPages(log, tenant, plan.from(), manifest, upTo, upTo)
            .showing(event -> tree.add(hash.leaf(event.canonical().getBytes(UTF_8))));
    try {
      return new Verifier(keys()).verify(new LogStream(pages, sequence -> {}), List.of())
              instanceof Verdict.Genuine genuine
          && genuine.last() == upTo
          && genuine.signedUpTo() == upTo
          && !genuine.isUnsigned();
    } catch (IOException e) {
      LOG.log(Level.ERROR, "the log of tenant " + tenant + " cannot be read", e);
      return false;
    }
  }

  private PublicKeys keys() {
    return PublicKeys.read(
        signer.keys().stream()
            .map(CheckpointSigner.Key::publicKey)
            .collect(Collectors.joining("\n")));
  }

  private SignedRemoval signed(Turn turn, Plan plan, String root) {
    var key = signer.keys().getLast();
    var upTo = plan.upTo();
    var removal =
        new Removal(
            turn.tenant().toString(),
            upTo.sequence(),
            plan.from().after(),
            upTo.hash(),
            root,
            Checkpoint.hash(upTo.body()),
            LoggedEvent.time(turn.before()),
            LoggedEvent.time(plan.now()),
            PublicKeys.id(Base64.getDecoder().decode(key.publicKey())));
    return new SignedRemoval(
        removal.sequence(),
        removal.since(),
        removal.canonical(),
        signer.sign(key, removal.signed()));
  }
}

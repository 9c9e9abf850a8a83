package io.evergrant.usecase.port;

import io.evergrant.domain.audit.SignedCheckpoint;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The heads of chains that are signed. A chain is linked on while its head is being signed. */
public interface Checkpoints {
  /** Claims the tenant whose head is longest due. Crosses tenants. */
  Optional<TenantId> claim(String node, Duration lease, Due due);

  void release(TenantId tenant, String node);

  /** What is to be signed next; empty where nothing is due, or the lease is another's. */
  Optional<Unsigned> unsigned(TenantId tenant, String node, Due due);

  /** False where another was faster. */
  boolean append(TenantId tenant, SignedCheckpoint checkpoint);

  /** Tries to sign again after that age, although something is due. */
  void putOff(TenantId tenant);

  /** The newest checkpoints of those tenants that have one, in the order of their ids. */
  List<Newest> newest(TenantId after, int limit);

  /**
   * When a checkpoint is due.
   *
   * @param events as soon as so many are unsigned, and never over more
   * @param age as soon as the oldest of them is that old
   */
  record Due(int events, Duration age) {}

  /**
   * A tenant's newest checkpoint, as it stands in the database.
   *
   * @param body canonical JSON, which is what is signed
   */
  record Newest(TenantId tenant, long sequence, String body, String signature) {}

  /**
   * What to sign.
   *
   * @param last the checkpoint before; null for the first
   * @param atLast the link at the sequence of that one, as it stands now
   * @param sequence of the newest event to cover
   * @param hash its link
   * @param leaves all leaves after the checkpoint before, in their order
   * @param now the database's clock
   */
  record Unsigned(
      @Nullable SignedCheckpoint last,
      @Nullable String atLast,
      long sequence,
      String hash,
      List<String> leaves,
      Instant now) {}
}

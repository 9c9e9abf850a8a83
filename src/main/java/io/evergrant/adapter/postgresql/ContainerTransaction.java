package io.evergrant.adapter.postgresql;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The transaction that the container has begun on this thread, and the one connection that belongs
 * to it: opened at its first use, committed as the last thing before the transaction is complete,
 * rolled back if it is not, and closed after it.
 *
 * <p>The pool's connections do not enlist themselves: a container does that by the context of the
 * thread, and not in every context (docs/decisions/0034-transactions.md). The database is the only
 * resource, so that nothing stands between its commit and the container's.
 */
final class ContainerTransaction {
  private static final Logger LOG = System.getLogger(ContainerTransaction.class.getName());

  private final TransactionSynchronizationRegistry registry;
  private final Jdbi jdbi;

  /** The key of the handle in the resources of the transaction. */
  private final Object key = new Object();

  ContainerTransaction(TransactionSynchronizationRegistry registry, Jdbi jdbi) {
    this.registry = registry;
    this.jdbi = jdbi;
  }

  boolean isUnderWay() {
    return registry.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
  }

  /** Null where the container has begun none. */
  @Nullable Handle handle() {
    if (!isUnderWay()) {
      return null;
    }
    return registry.getResource(key) instanceof Handle known ? known : opened();
  }

  private Handle opened() {
    var handle = jdbi.open();
    try {
      handle.begin();
      registry.registerInterposedSynchronization(new End(handle));
      registry.putResource(key, handle);
      return handle;
    } catch (RuntimeException e) {
      handle.close();
      throw e;
    }
  }

  /** The end of the transaction is the end of the connection's. */
  private record End(Handle handle) implements Synchronization {
    /** Not called where the transaction is rolled back; what it throws rolls it back. */
    @Override
    public void beforeCompletion() {
      handle.commit();
    }

    @Override
    public void afterCompletion(int status) {
      try (handle) {
        if (handle.isInTransaction()) {
          handle.rollback();
        }
      } catch (JdbiException e) {
        LOG.log(Level.DEBUG, "the connection is gone, and its transaction with it", e);
      }
    }
  }
}

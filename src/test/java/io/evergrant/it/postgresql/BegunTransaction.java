package io.evergrant.it.postgresql;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as a container keeps it: begun when this is made, and ended by the test in the
 * order that Jakarta Transactions prescribes.
 */
final class BegunTransaction implements TransactionSynchronizationRegistry {
  private final Map<Object, Object> resources = new HashMap<>();
  private final List<Synchronization> interposed = new ArrayList<>();
  private int status = Status.STATUS_ACTIVE;

  void commit() {
    try {
      interposed.forEach(Synchronization::beforeCompletion);
      status = Status.STATUS_COMMITTED;
    } finally {
      if (status != Status.STATUS_COMMITTED) {
        status = Status.STATUS_ROLLEDBACK;
      }
      complete();
    }
  }

  void rollback() {
    status = Status.STATUS_ROLLEDBACK;
    complete();
  }

  private void complete() {
    interposed.forEach(end -> end.afterCompletion(status));
    status = Status.STATUS_NO_TRANSACTION;
  }

  @Override
  public Object getTransactionKey() {
    return this;
  }

  @Override
  public void putResource(Object key, Object value) {
    resources.put(key, value);
  }

  @Override
  public @Nullable Object getResource(Object key) {
    return resources.get(key);
  }

  @Override
  public void registerInterposedSynchronization(Synchronization end) {
    interposed.add(end);
  }

  @Override
  public int getTransactionStatus() {
    return status;
  }

  @Override
  public void setRollbackOnly() {
    status = Status.STATUS_MARKED_ROLLBACK;
  }

  @Override
  public boolean getRollbackOnly() {
    return status == Status.STATUS_MARKED_ROLLBACK;
  }
}

package io.evergrant.it.container;

import jakarta.annotation.Resource;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down whether a transaction was open when the network was used. */
@Singleton
public class NetworkWatch {
  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transactions;

  private final List<Use> uses = new CopyOnWriteArrayList<>();

  void note(String what, String whose) {
    var open = transactions.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
    uses.add(new Use(what, whose, open));
  }

  List<Use> of(Object tenant) {
    return uses.stream().filter(use -> use.whose().equals(tenant.toString())).toList();
  }

  /**
   * One use of the network.
   *
   * @param whose the tenant that it was for
   */
  record Use(String what, String whose, boolean transactionOpen) {}
}

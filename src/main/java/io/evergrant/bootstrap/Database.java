package io.evergrant.bootstrap;

import io.evergrant.adapter.postgresql.OfContainer;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.sql.DataSource;

/**
 * The container's pool, logged in as the runtime role, and its transactions. The pool is looked up
 * through the application's own resource reference: a bare resource name silently finds some
 * servers' default database.
 */
@Dependent
class Database {
  @Produces
  @Resource(lookup = "java:comp/env/jdbc/evergrant")
  DataSource dataSource;

  /** Tells of the transaction that the container has begun, on any thread. */
  @Produces
  @OfContainer
  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  TransactionSynchronizationRegistry transactions;
}

package io.evergrant.adapter.postgresql;

import io.evergrant.usecase.port.StoreCanary;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Writes this node's row of table {@code canary}. */
@Singleton
public class DatabaseCanary implements StoreCanary.OfDatabase {
  private final Db db;

  @Inject
  public DatabaseCanary(Db db) {
    this.db = db;
  }

  @Override
  public void write(String node) {
    db.acrossTenants(
        handle ->
            handle
                .createQuery("SELECT eg_write_canary(:node)")
                .bind("node", node)
                .map((row, context) -> true)
                .one());
  }
}

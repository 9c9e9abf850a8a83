package io.evergrant.adapter.postgresql;

import io.evergrant.usecase.port.DatabaseHealth;
import io.evergrant.usecase.port.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Asks the database whether it would write, without writing. */
@Singleton
public class DatabaseProbe implements DatabaseHealth {
  /** Answers nothing where the schema is not there; a standby answers true. */
  private static final String IS_STANDBY =
      """
      SELECT pg_is_in_recovery()
      FROM eg_now()
      """;

  private final Db db;

  @Inject
  public DatabaseProbe(Db db) {
    this.db = db;
  }

  @Override
  public void check() {
    var standby =
        db.acrossTenants(handle -> handle.createQuery(IS_STANDBY).mapTo(Boolean.class).one());
    if (standby) {
      throw new StoreUnavailable(
          StoreUnavailable.Cause.FAILED, "the database is a standby: it reads and does not write");
    }
  }
}

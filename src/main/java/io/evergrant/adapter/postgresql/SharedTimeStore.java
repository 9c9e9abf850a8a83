package io.evergrant.adapter.postgresql;

import io.evergrant.usecase.port.SharedTime;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Reads {@code eg_now()}. */
@Singleton
public class SharedTimeStore implements SharedTime {
  private final Db db;

  @Inject
  public SharedTimeStore(Db db) {
    this.db = db;
  }

  @Override
  public Instant read() {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery("SELECT eg_now() AS now")
                .map((row, context) -> Columns.instant(row, "now"))
                .one());
  }
}

package io.evergrant.adapter.postgresql;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What stores see of their transaction. */
@Singleton
public class Watched {
  private final Db db;

  @Inject
  public Watched(Db db) {
    this.db = db;
  }

  /** The database's number of it: the same for all that is committed together. */
  public String transaction() {
    return ask("SELECT pg_current_xact_id()::text");
  }

  /** The server process behind the connection. */
  public String process() {
    return ask("SELECT pg_backend_pid()::text");
  }

  private String ask(String question) {
    return db.acrossTenants(handle -> handle.createQuery(question).mapTo(String.class).one());
  }
}

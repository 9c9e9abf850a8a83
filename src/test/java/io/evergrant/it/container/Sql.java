package io.evergrant.it.container;

import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Plain SQL beside the portal's stores. */
final class Sql {
  private Sql() {}

  /** A connection that is not the pool's, as the role that owns the tables. */
  static DataSource owner() {
    var source = new PGSimpleDataSource();
    source.setUrl(given("EVERGRANT_DB_URL"));
    source.setUser(given("EVERGRANT_DB_OWNER_USER"));
    source.setPassword(given("EVERGRANT_DB_OWNER_PASSWORD"));
    return source;
  }

  /** The first column of the first row; null where there is none. */
  static @Nullable String run(DataSource source, String statement) {
    try (var connection = source.getConnection();
        var prepared = connection.createStatement()) {
      if (!prepared.execute(statement)) {
        return null;
      }
      try (var rows = prepared.getResultSet()) {
        return rows.next() ? rows.getString(1) : null;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  /**
   * Has the database refuse lines of the log meanwhile, as a full disk or a broken trigger would.
   */
  static void whileRefusing(String type, Object tenant, Runnable work) {
    run(
        owner(),
        "ALTER TABLE audit_event ADD CONSTRAINT it_refuses CHECK (type <> '%s' OR tenant_id <> '%s') NOT VALID"
            .formatted(type, tenant));
    try {
      work.run();
    } finally {
      run(owner(), "ALTER TABLE audit_event DROP CONSTRAINT it_refuses");
    }
  }

  /** Has the database take every line of the log meanwhile, and refuse to commit it. */
  static void whileNotCommitting(Object tenant, Runnable work) {
    run(
        owner(),
        """
        CREATE FUNCTION it_does_not_commit() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE 'the server is going down' USING ERRCODE = '57P01';
        END $$;
        CREATE CONSTRAINT TRIGGER it_does_not_commit AFTER INSERT ON audit_event
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.tenant_id = '%s')
        EXECUTE FUNCTION it_does_not_commit()
        """
            .formatted(tenant));
    try {
      work.run();
    } finally {
      run(
          owner(),
          "DROP TRIGGER it_does_not_commit ON audit_event; DROP FUNCTION it_does_not_commit()");
    }
  }

  private static String given(String key) {
    return Objects.requireNonNull(System.getProperty(key), key);
  }
}

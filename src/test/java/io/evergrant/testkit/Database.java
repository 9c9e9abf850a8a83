package io.evergrant.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * A PostgreSQL database with the roles of {@code db/role/roles.sql}, wherever it runs.
 *
 * @param url JDBC address
 * @param app the runtime role, which owns nothing
 * @param owner the role that migrates
 */
public record Database(String url, Login app, Login owner) {

  /** A role that logs in with a password; the password is not printed. */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[user=" + user + ", password=hidden]";
    }
  }

  /** What the portal is told about it. */
  public Map<String, String> environment() {
    return Map.of(
        "EVERGRANT_DB_URL", url,
        "EVERGRANT_DB_USER", app.user(),
        "EVERGRANT_DB_PASSWORD", app.password(),
        "EVERGRANT_DB_OWNER_USER", owner.user(),
        "EVERGRANT_DB_OWNER_PASSWORD", owner.password());
  }

  /** A new connection as the runtime role. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, app.user(), app.password());
  }

  /** A new connection as the role that owns the tables. */
  public Connection connectAsOwner() throws SQLException {
    return DriverManager.getConnection(url, owner.user(), owner.password());
  }
}

package io.evergrant.it.postgresql;

import java.io.Serial;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections of one role that are lent again instead of opened anew. What comes back ends its
 * session as a close would: it forgets all that was set, locked, prepared or made for its time, and
 * tells its counts. As many are open as are lent at once; only some are kept.
 */
final class KeptConnections {
  private static final int AT_MOST = 8;

  private final Sql.As opening;
  private final Deque<Connection> idle = new ArrayDeque<>();

  KeptConnections(Sql.As opening) {
    this.opening = opening;
  }

  /** One that nobody else has; to be closed by whoever asked. */
  Connection connect() throws SQLException {
    for (var kept = next(); kept != null; kept = next()) {
      if (kept.isValid(5)) {
        return lent(kept);
      }
      kept.close();
    }
    return lent(opening.connect());
  }

  /** The same, for what asks a data source. */
  DataSource asDataSource() {
    return new Lending(this);
  }

  private synchronized @Nullable Connection next() {
    return idle.pollFirst();
  }

  private synchronized boolean keeps(Connection connection) {
    return idle.size() < AT_MOST && idle.offerFirst(connection);
  }

  private Connection lent(Connection real) {
    var closed = new boolean[1];
    return (Connection)
        Proxy.newProxyInstance(
            KeptConnections.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("isClosed")) {
                return closed[0] || real.isClosed();
              }
              if (method.getName().equals("close")) {
                if (!closed[0]) {
                  closed[0] = true;
                  takeBack(real);
                }
                return null;
              }
              if (closed[0]) {
                throw new SQLException("This connection was given back");
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void takeBack(Connection real) throws SQLException {
    if (!isAsNew(real) || !keeps(real)) {
      real.close();
    }
  }

  private static boolean isAsNew(Connection real) {
    try {
      if (real.isClosed()) {
        return false;
      }
      if (!real.getAutoCommit()) {
        real.rollback();
        real.setAutoCommit(true);
      }
      real.setReadOnly(false);
      real.clearWarnings();
      try (var statement = real.createStatement()) {
        statement.execute("DISCARD ALL");
        statement.execute("SELECT pg_stat_force_next_flush()");
      }
      return true;
    } catch (SQLException e) {
      // it died while it was lent: nobody shall have it again
      return false;
    }
  }

  private static final class Lending extends PGSimpleDataSource {
    @Serial private static final long serialVersionUID = 1L;

    private final transient KeptConnections from;

    Lending(KeptConnections from) {
      this.from = from;
    }

    @Override
    public Connection getConnection() throws SQLException {
      return from.connect();
    }
  }
}

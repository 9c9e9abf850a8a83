package io.evergrant.adapter.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;

/**
 * Opens connections, and says so where none is to be had: a pool words its refusal in its own way
 * and gives it no SQLSTATE.
 */
final class Connections implements ConnectionFactory {
  private final DataSource dataSource;

  Connections(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Connection openConnection() throws SQLException {
    try {
      return dataSource.getConnection();
    } catch (SQLException e) {
      throw Unserved.connecting(e);
    }
  }
}

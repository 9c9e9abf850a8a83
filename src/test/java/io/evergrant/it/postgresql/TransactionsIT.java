package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.adapter.postgresql.DatabaseCanary;
import io.evergrant.adapter.postgresql.DatabaseProbe;
import io.evergrant.adapter.postgresql.Db;
import io.evergrant.adapter.postgresql.ProviderStore;
import io.evergrant.testkit.process.Ports;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/** A store joins the container's transaction, and says so where the database does not serve. */
class TransactionsIT {
  private final Household home = new Household();

  @Test
  void stores_join_a_transaction_over_one_connection_and_leave_its_end_to_whoever_began_it() {
    var begun = new BegunTransaction();
    var joined = new ProviderStore(new Db(Server.dataSource(), begun));
    var provider = home.unsaved("Mail");
    assertThat(joined.insert(provider)).isTrue();
    assertThat(joined.find(home.tenant, provider.id())).contains(provider);
    assertThat(alone().find(home.tenant, provider.id())).isEmpty();
    begun.rollback();
    assertThat(alone().find(home.tenant, provider.id())).isEmpty();
    begun = new BegunTransaction();
    joined = new ProviderStore(new Db(Server.dataSource(), begun));
    assertThat(joined.insert(provider)).isTrue();
    assertThat(alone().find(home.tenant, provider.id())).isEmpty();
    begun.commit();
    assertThat(alone().find(home.tenant, provider.id())).contains(provider);
  }

  @Test
  void P14_a_connection_that_joined_goes_back_without_a_tenant_and_in_no_transaction()
      throws SQLException {
    try (var connection = Server.database().connect()) {
      for (var commits : List.of(true, false)) {
        var begun = new BegunTransaction();
        var pooled = new ProviderStore(new Db(lending(connection), begun));
        pooled.insert(home.unsaved("Mail"));
        assertThat(connection.getAutoCommit()).isFalse();
        if (commits) {
          begun.commit();
        } else {
          begun.rollback();
        }
        assertThat(connection.getAutoCommit()).isTrue();
        try (var statement = connection.createStatement();
            var result = statement.executeQuery("SELECT eg_tenant()")) {
          result.next();
          assertThat(result.getString(1)).isNull();
        }
      }
    }
  }

  @Test
  void a_database_that_went_away_before_the_end_is_told_and_nothing_is_written()
      throws SQLException {
    var provider = home.unsaved("Mail");
    try (var connection = Server.database().connect()) {
      var pid = connection.unwrap(PGConnection.class).getBackendPID();
      var begun = new BegunTransaction();
      new ProviderStore(new Db(lending(connection), begun)).insert(provider);
      Server.asSuperuser("SELECT pg_terminate_backend(" + pid + ", 5000)");
      assertThatThrownBy(begun::commit).isInstanceOf(JdbiException.class);
    }
    assertThat(alone().find(home.tenant, provider.id())).isEmpty();
  }

  @Test
  void P14_a_pooled_connection_goes_back_without_a_tenant() throws SQLException {
    try (var connection = Server.database().connect()) {
      var pooled = new ProviderStore(new Db(lending(connection)));
      pooled.insert(home.unsaved("Mail"));
      assertThat(pooled.list(home.tenant)).hasSize(1);
      assertThat(connection.getAutoCommit()).isTrue();
      try (var statement = connection.createStatement();
          var result = statement.executeQuery("SELECT count(*), eg_tenant() FROM provider")) {
        result.next();
        assertThat(result.getInt(1)).isZero();
        assertThat(result.getString(2)).isNull();
      }
    }
  }

  @Test
  void a_database_that_is_not_there_is_unreachable() {
    var nowhere = new PGSimpleDataSource();
    nowhere.setUrl("jdbc:postgresql://127.0.0.1:" + Ports.free() + "/evergrant");
    assertThat(refusal(nowhere)).isEqualTo(Cause.UNREACHABLE);
  }

  @Test
  void a_pool_without_a_free_connection_is_unreachable() {
    var exhausted =
        dataSource(
            () -> {
              throw new SQLException("In-use connections equal max-pool-size");
            });
    assertThat(refusal(exhausted)).isEqualTo(Cause.UNREACHABLE);
  }

  @Test
  void a_wrong_password_is_denied() {
    var source = (PGSimpleDataSource) Server.dataSource();
    source.setPassword("guessed");
    assertThat(refusal(source)).isEqualTo(Cause.DENIED);
  }

  @Test
  void a_server_without_a_free_connection_is_unreachable() {
    Server.asSuperuser("ALTER ROLE evergrant_app CONNECTION LIMIT 0");
    try {
      assertThat(refusal(Server.dataSource())).isEqualTo(Cause.UNREACHABLE);
    } finally {
      Server.asSuperuser("ALTER ROLE evergrant_app CONNECTION LIMIT -1");
    }
  }

  @Test
  void a_database_that_only_reads_fails() {
    var source = (PGSimpleDataSource) Server.dataSource();
    source.setOptions("-c default_transaction_read_only=on");
    assertThat(refusal(source)).isEqualTo(Cause.FAILED);
  }

  @Test
  void a_connection_that_an_administrator_ended_is_unreachable() throws SQLException {
    try (var connection = Server.database().connect()) {
      var pid = connection.unwrap(PGConnection.class).getBackendPID();
      Server.asSuperuser("SELECT pg_terminate_backend(" + pid + ", 5000)");
      assertThat(refusal(lending(connection))).isEqualTo(Cause.UNREACHABLE);
    }
  }

  @Test
  void a_statement_that_is_wrong_stays_a_fault_of_ours() {
    var provider = home.unsaved("");
    assertThatThrownBy(() -> alone().insert(provider))
        .isNotInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("check constraint");
  }

  @Test
  void readiness_asks_the_database() {
    new DatabaseProbe(Server.db()).check();
    var nowhere = new PGSimpleDataSource();
    nowhere.setUrl("jdbc:postgresql://127.0.0.1:" + Ports.free() + "/evergrant");
    assertThatThrownBy(() -> new DatabaseProbe(new Db(nowhere)).check())
        .isInstanceOf(StoreUnavailable.class);
  }

  private static ProviderStore alone() {
    return new ProviderStore(Server.db());
  }

  private static Cause refusal(DataSource source) {
    try {
      new DatabaseCanary(new Db(source)).write("n1");
      throw new AssertionError("the database served");
    } catch (StoreUnavailable e) {
      return e.why();
    }
  }

  /** A pool of one: closing gives the connection back and ends nothing. */
  private static DataSource lending(Connection connection) {
    var lent =
        (Connection)
            Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("close")) {
                    return null;
                  }
                  try {
                    return method.invoke(connection, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return dataSource(() -> lent);
  }

  private static DataSource dataSource(Source source) {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("getConnection")) {
                throw new UnsupportedOperationException(method.getName());
              }
              return source.connection();
            });
  }

  /** Where a connection comes from. */
  private interface Source {
    Connection connection() throws SQLException;
  }
}

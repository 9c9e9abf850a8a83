package io.evergrant.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.Watched;
import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.provider.ReadProviders;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pool's connections: whose they are, and that none keeps a tenant. */
@ExtendWith(ArquillianExtension.class)
class PoolIT {
  private static final String LEFT =
      "SELECT coalesce(eg_tenant()::text, '') || '|' || (SELECT count(*) FROM provider) || '|' ||"
          + " (SELECT count(*) FROM member)";

  @Inject private House house;
  @Inject private ReadProviders providers;
  @Inject private DataSource dataSource;
  @Inject private Watched stores;
  @Resource private UserTransaction transaction;

  @Test
  void P14_the_runtime_role_owns_nothing_and_passes_no_policy_by() {
    assertThat(
            Sql.run(
                dataSource,
                "SELECT concat_ws(' ', current_user, rolsuper, rolbypassrls, rolcreaterole,"
                    + " rolcreatedb) FROM pg_roles WHERE rolname = current_user"))
        .isEqualTo("evergrant_app f f f f");
    assertThat(
            Sql.run(
                dataSource, "SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole"))
        .isEqualTo("0");
    assertThat(
            Sql.run(
                dataSource,
                "SELECT string_agg(relname, ',') FROM pg_class c JOIN pg_attribute a ON a.attrelid"
                    + " = c.oid AND a.attname = 'tenant_id' WHERE c.relkind = 'r' AND NOT"
                    + " (c.relrowsecurity AND c.relforcerowsecurity)"))
        .as("tables with a tenant and without forced policies")
        .isNull();
  }

  @Test
  void P14_a_connection_forgets_its_tenant_at_commit_and_at_rollback() throws Exception {
    var acme = house.admin();
    house.provider(acme.administers());
    for (var commits : List.of(true, false)) {
      transaction.begin();
      assertThat(providers.list(acme)).hasSize(1);
      var pid = stores.process();
      if (commits) {
        transaction.commit();
      } else {
        transaction.rollback();
      }
      var globex = house.admin();
      assertThat(onTheSameConnection(pid)).isEqualTo("|0|0");
      assertThat(providers.list(globex)).isEmpty();
      assertThat(providers.list(acme)).hasSize(1);
    }
  }

  @Test
  void P14_tenants_at_the_same_time_see_their_own_rows_alone() throws Exception {
    var admins = new ArrayList<Member>();
    for (var i = 0; i < 8; i++) {
      var admin = house.admin();
      house.provider(admin.administers());
      admins.add(admin);
    }
    var looks = new ArrayList<Callable<Boolean>>();
    for (var i = 0; i < 400; i++) {
      var admin = admins.get(i % admins.size());
      looks.add(
          () ->
              providers.list(admin).stream()
                  .map(row -> row.provider().tenant())
                  .toList()
                  .equals(List.of(admin.administers())));
    }
    // fewer threads than the pool has connections, so that each is lent to many tenants
    try (var threads = Executors.newFixedThreadPool(12)) {
      for (var seen : threads.invokeAll(looks)) {
        assertThat(seen.get()).isTrue();
      }
    }
  }

  /** What the connection of that server process shows to whoever gets it next. */
  private String onTheSameConnection(String pid) throws Exception {
    for (var i = 0; i < 1_000; i++) {
      try (var connection = dataSource.getConnection();
          var statement = connection.createStatement();
          var rows = statement.executeQuery("SELECT pg_backend_pid(), (" + LEFT + ")")) {
        rows.next();
        if (rows.getString(1).equals(pid)) {
          return rows.getString(2);
        }
      }
    }
    throw new AssertionError("the pool never lent that connection again");
  }
}

package io.evergrant.adapter.postgresql;

import io.evergrant.domain.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of the database: the one that the container has begun, if it has, else its own.
 * Everything a store does goes through here.
 *
 * <p>Throws {@link io.evergrant.usecase.port.StoreUnavailable} where the database does not serve.
 */
@Singleton
public class Db {
  /** Local to the transaction: the connection goes back to its pool without a tenant. */
  private static final String ENTER = "SELECT set_config('app.tenant', ?, true)";

  private final Jdbi jdbi;
  private final @Nullable ContainerTransaction container;

  @Inject
  public Db(DataSource dataSource, @OfContainer TransactionSynchronizationRegistry registry) {
    jdbi = over(dataSource);
    container = new ContainerTransaction(registry, jdbi);
  }

  /** Where there is no container: each call is a transaction of its own. */
  public Db(DataSource dataSource) {
    jdbi = over(dataSource);
    container = null;
  }

  private static Jdbi over(DataSource dataSource) {
    var jdbi = Jdbi.create(new Connections(dataSource));
    jdbi.registerArrayType(String.class, "text");
    jdbi.registerArrayType(UUID.class, "uuid");
    jdbi.registerArrayType(Integer.class, "int4");
    jdbi.registerArrayType(Long.class, "int8");
    jdbi.registerArrayType(Boolean.class, "bool");
    return jdbi;
  }

  /** Whether a transaction of the container is under way on this thread. */
  boolean isJoining() {
    return container != null && container.isUnderWay();
  }

  /** Sees and writes the rows of this tenant alone. */
  <T> T inTenant(TenantId tenant, Function<Handle, T> work) {
    return inTransaction(
        handle -> {
          enter(handle, tenant);
          return work.apply(handle);
        });
  }

  /** Plain JDBC: every transaction begins with it, and a library's ways cost more than it does. */
  private static void enter(Handle handle, TenantId tenant) {
    try (var entry = handle.getConnection().prepareStatement(ENTER)) {
      entry.setString(1, tenant.toString());
      entry.execute();
    } catch (SQLException e) {
      throw new ConnectionException(e);
    }
  }

  /** Sees no tenant's rows: for the functions that cross tenants. */
  <T> T acrossTenants(Function<Handle, T> work) {
    return inTransaction(work);
  }

  /**
   * As above for what is sent in one go, which PostgreSQL takes as one transaction (its manual,
   * «Extended Query», pipelining): there is no beginning and no end to wait for.
   */
  <T> T inOneTrip(Function<Handle, T> work) {
    return joining(work, () -> jdbi.withHandle(work::apply));
  }

  private <T> T inTransaction(Function<Handle, T> work) {
    return joining(work, () -> jdbi.inTransaction(work::apply));
  }

  private <T> T joining(Function<Handle, T> work, Supplier<T> alone) {
    try {
      var joined = container == null ? null : container.handle();
      return joined == null ? alone.get() : work.apply(joined);
    } catch (JdbiException e) {
      throw Unserved.orElse(e);
    }
  }
}

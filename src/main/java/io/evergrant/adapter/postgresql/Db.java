package io.evergrant.adapter.postgresql;

import io.evergrant.domain.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
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
          // Local to the transaction: the connection goes back to its pool without a tenant.
          handle
              .createQuery("SELECT set_config('app.tenant', :tenant, true)")
              .bind("tenant", tenant.toString())
              .mapTo(String.class)
              .one();
          return work.apply(handle);
        });
  }

  /** Sees no tenant's rows: for the functions that cross tenants. */
  <T> T acrossTenants(Function<Handle, T> work) {
    return inTransaction(work);
  }

  private <T> T inTransaction(Function<Handle, T> work) {
    try {
      var joined = container == null ? null : container.handle();
      return joined == null ? jdbi.inTransaction(work::apply) : work.apply(joined);
    } catch (JdbiException e) {
      throw Unserved.orElse(e);
    }
  }
}

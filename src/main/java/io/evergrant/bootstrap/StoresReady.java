package io.evergrant.bootstrap;

import io.evergrant.usecase.port.DatabaseHealth;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.VaultHealth;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the database, its migrated schema and Vault serve. The migrations stop the deployment
 * where they fail, so an application that answers here has them.
 */
@Readiness
@ApplicationScoped
public class StoresReady implements HealthCheck {
  private final Instance<DatabaseHealth> database;
  private final Instance<VaultHealth> vault;

  @Inject
  public StoresReady(Instance<DatabaseHealth> database, Instance<VaultHealth> vault) {
    this.database = database;
    this.vault = vault;
  }

  @Override
  public HealthCheckResponse call() {
    var vaultState = vault.get().state();
    var databaseState = InApplication.call(this::databaseState);
    return HealthCheckResponse.named("stores")
        .status(vaultState == VaultHealth.State.SERVES && databaseState.equals("serves"))
        .withData("database", databaseState)
        .withData("vault", vaultState.name().toLowerCase(Locale.ROOT))
        .build();
  }

  private String databaseState() {
    try {
      database.get().check();
      return "serves";
    } catch (StoreUnavailable e) {
      return e.why().name().toLowerCase(Locale.ROOT);
    }
  }
}

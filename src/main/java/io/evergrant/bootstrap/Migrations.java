package io.evergrant.bootstrap;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;

/**
 * Brings the schema up to date before anything else of the application starts: timers depend on
 * this bean, and a schema that is not current stops the deployment. With the owner's password it
 * migrates; nodes that start at once take turns (Flyway holds a lock). Without, it only compares.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Migrations {
  private static final System.Logger LOG = System.getLogger(Migrations.class.getName());

  @Inject private Configuration configuration;

  @PostConstruct
  void atStart() {
    run(configuration);
  }

  /** Throws with the cause and the mend where the schema cannot be made, or is not, current. */
  public static void run(Configuration configuration) {
    var url =
        configuration.required(
            "EVERGRANT_DB_URL",
            "Give the database's address, such as jdbc:postgresql://db.example.com/evergrant.");
    var owner = configuration.optional("EVERGRANT_DB_OWNER_USER");
    try {
      if (owner.isPresent()) {
        new Schema(url, owner.get(), password(configuration, "EVERGRANT_DB_OWNER_PASSWORD"))
            .migrate();
      } else {
        new Schema(
                url, runtimeUser(configuration), password(configuration, "EVERGRANT_DB_PASSWORD"))
            .check();
      }
    } catch (NotCurrent e) {
      LOG.log(Level.ERROR, "{0}", e.getMessage());
      throw e;
    }
  }

  private static String runtimeUser(Configuration configuration) {
    return configuration.required(
        "EVERGRANT_DB_USER", "Give the runtime role, which db/role/roles.sql calls evergrant_app.");
  }

  private static String password(Configuration configuration, String key) {
    return configuration.required(key, "Give the role's password, here or in " + key + "_FILE.");
  }
}

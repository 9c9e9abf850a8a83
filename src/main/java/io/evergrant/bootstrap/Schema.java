package io.evergrant.bootstrap;

import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.exception.FlywayValidateException;

/**
 * The database's schema, from {@code db/migration}. Either brought up to date by the owner, or only
 * compared, where this node holds no owner's password.
 */
final class Schema {
  private static final String LOCATION = "classpath:db/migration";

  private final Flyway flyway;

  Schema(String url, String user, String password) {
    flyway =
        Flyway.configure(Schema.class.getClassLoader())
            .driver("org.postgresql.Driver")
            .dataSource(url, user, password)
            .locations(LOCATION)
            .validateMigrationNaming(true)
            .outOfOrder(true)
            .cleanDisabled(true)
            .load();
  }

  /** Applies what is missing; throws {@link NotCurrent} where it cannot. */
  void migrate() {
    try {
      flyway.migrate();
    } catch (FlywayValidateException e) {
      throw changed(e);
    } catch (FlywayException e) {
      throw new NotCurrent(
          "The database could not be migrated: " + Sentence.of(e),
          "Mend what it names and start again; a failed migration was rolled back.",
          e);
    }
  }

  /** Throws {@link NotCurrent} where the schema is not the one this build needs. */
  void check() {
    try {
      var pending = flyway.info().pending();
      if (pending.length > 0) {
        throw new NotCurrent(
            "The database lacks " + names(pending),
            "Start one node with EVERGRANT_DB_OWNER_USER and EVERGRANT_DB_OWNER_PASSWORD, which"
                + " migrates.",
            null);
      }
      flyway.validate();
    } catch (FlywayValidateException e) {
      throw changed(e);
    } catch (FlywayException e) {
      throw new NotCurrent(
          "The schema of the database could not be read: " + Sentence.of(e),
          "Check EVERGRANT_DB_URL, EVERGRANT_DB_USER and EVERGRANT_DB_PASSWORD.",
          e);
    }
  }

  private static NotCurrent changed(FlywayValidateException e) {
    return new NotCurrent(
        "A migration that the database has is not the one of this build: " + Sentence.of(e),
        "Deploy the build that made the schema, or a newer one; a migration is never edited.",
        e);
  }

  private static String names(MigrationInfo[] pending) {
    return "migration "
        + String.join(
            ", ", Arrays.stream(pending).map(m -> "V" + m.getVersion().getVersion()).toList());
  }
}

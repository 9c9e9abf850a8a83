package io.evergrant.it.postgresql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody who rules the database: triggers do not hold him. */
final class Tampering {
  private static final List<String> TABLES =
      List.of("audit_event", "audit_link", "audit_checkpoint", "audit_removal");

  private Tampering() {}

  static List<List<@Nullable String>> as(String... statements) {
    var all = new String[statements.length + 1];
    all[0] = "SET LOCAL session_replication_role = replica";
    System.arraycopy(statements, 0, all, 1, statements.length);
    return Sql.run(Server::superuser, all);
  }

  /** A copy of a tenant's log as it is now. */
  static void keep(Household home) {
    for (var table : TABLES) {
      as(
          "DROP TABLE IF EXISTS kept_" + table,
          "CREATE TABLE kept_%1$s AS SELECT * FROM %1$s WHERE tenant_id = '%2$s'"
              .formatted(table, home.tenant));
    }
  }

  /** Puts the copy back. */
  static void restore(Household home) {
    for (var table : TABLES) {
      as(
          "DELETE FROM %s WHERE tenant_id = '%s'".formatted(table, home.tenant),
          "INSERT INTO %1$s OVERRIDING SYSTEM VALUE SELECT * FROM kept_%1$s".formatted(table));
    }
  }

  static void drop() {
    TABLES.forEach(table -> as("DROP TABLE IF EXISTS kept_" + table));
  }
}

package io.evergrant.adapter.postgresql;

import io.evergrant.usecase.port.Installation;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Nodes and work of all tenants together, by functions that are made for it. */
@Singleton
public class InstallationStore implements Installation {
  private static final String LIVES =
      """
      SELECT eg_node_lives(:node, :release, :starts)
      """;

  private static final String NODES =
      """
      SELECT *
      FROM eg_nodes()
      """;

  private static final String QUEUE =
      """
      SELECT *
      FROM eg_queue()
      """;

  private static final String SCHEMA =
      """
      SELECT 'V' || max(CAST(version AS integer))
      FROM flyway_schema_history
      WHERE success
        AND version IS NOT NULL
      """;

  private final Db db;

  @Inject
  public InstallationStore(Db db) {
    this.db = db;
  }

  @Override
  public void lives(String node, String release, boolean starts) {
    db.acrossTenants(
        handle ->
            handle
                .createQuery(LIVES)
                .bind("node", node)
                .bind("release", release)
                .bind("starts", starts)
                .map((row, context) -> true)
                .one());
  }

  @Override
  public List<Node> nodes() {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(NODES)
                .map(
                    (row, context) ->
                        new Node(
                            Columns.text(row, "name"),
                            Columns.text(row, "release"),
                            Columns.instant(row, "started_at"),
                            Columns.instant(row, "seen_at"),
                            Columns.millis(row, "unseen_ms")))
                .list());
  }

  @Override
  public Queue queue() {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(QUEUE)
                .map(
                    (row, context) ->
                        new Queue(
                            row.getLong("due"),
                            row.getLong("late"),
                            Columns.maybeInstant(row, "oldest_due_at"),
                            row.getLong("in_flight"),
                            row.getLong("escrowed")))
                .one());
  }

  @Override
  public String schema() {
    return db.acrossTenants(handle -> handle.createQuery(SCHEMA).mapTo(String.class).one());
  }
}

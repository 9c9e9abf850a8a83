package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.SavedView;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.SavedViews;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Views of the list of grants, in table {@code saved_view}. */
@Singleton
public class SavedViewStore implements SavedViews {
  private static final String LIST =
      """
      SELECT *
      FROM saved_view
      WHERE tenant_id = :tenant
      ORDER BY lower(name COLLATE pg_c_utf8), id
      """;

  private static final String SAVE =
      """
      INSERT INTO saved_view AS v (tenant_id, id, name, question, saved_by)
      SELECT :tenant, :id, :name, :question, :by
      WHERE (SELECT count(*) FROM saved_view o WHERE o.tenant_id = :tenant AND o.name <> :name) < :most
      ON CONFLICT (tenant_id, name) DO UPDATE
      SET question = excluded.question, saved_by = excluded.saved_by, saved_at = eg_now()
      """;

  private static final String ADD =
      """
      INSERT INTO saved_view (tenant_id, id, name, question, saved_by)
      VALUES (:tenant, :id, :name, :question, :by)
      ON CONFLICT (tenant_id, name) DO NOTHING
      RETURNING *
      """;

  private static final String REPLACE =
      """
      UPDATE saved_view
      SET question = :question, saved_by = :by, saved_at = eg_now()
      WHERE tenant_id = :tenant
        AND id = :id
        AND question = :seen
      RETURNING *
      """;

  private static final String REMOVE =
      """
      DELETE FROM saved_view
      WHERE tenant_id = :tenant
        AND id = :id
      RETURNING *
      """;

  private final Db db;

  @Inject
  public SavedViewStore(Db db) {
    this.db = db;
  }

  @Override
  public List<SavedView> list(TenantId tenant) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(LIST)
                .bind("tenant", tenant.value())
                .map((row, context) -> view(row))
                .list());
  }

  private static SavedView view(ResultSet row) throws SQLException {
    return new SavedView(
        Columns.uuid(row, "id"),
        Columns.text(row, "name"),
        Columns.text(row, "question"),
        Columns.text(row, "saved_by"),
        Columns.instant(row, "saved_at"));
  }

  @Override
  public boolean save(TenantId tenant, String name, String question, String by, int most) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                    .createUpdate(SAVE)
                    .bind("tenant", tenant.value())
                    .bind("id", UUID.randomUUID())
                    .bind("name", name)
                    .bind("question", question)
                    .bind("by", by)
                    .bind("most", most)
                    .execute()
                == 1);
  }

  @Override
  public Optional<SavedView> add(TenantId tenant, String name, String question, String by) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(ADD)
                .bind("tenant", tenant.value())
                .bind("id", UUID.randomUUID())
                .bind("name", name)
                .bind("question", question)
                .bind("by", by)
                .map((row, context) -> view(row))
                .findOne());
  }

  @Override
  public Optional<SavedView> replace(TenantId tenant, SavedView seen, String question, String by) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(REPLACE)
                .bind("tenant", tenant.value())
                .bind("id", seen.id())
                .bind("seen", seen.question())
                .bind("question", question)
                .bind("by", by)
                .map((row, context) -> view(row))
                .findOne());
  }

  @Override
  public Optional<SavedView> remove(TenantId tenant, UUID id) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(REMOVE)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map((row, context) -> view(row))
                .findOne());
  }
}

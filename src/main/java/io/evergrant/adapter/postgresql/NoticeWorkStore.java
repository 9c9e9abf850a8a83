package io.evergrant.adapter.postgresql;

import io.evergrant.domain.notice.Board;
import io.evergrant.domain.notice.DigestId;
import io.evergrant.domain.notice.Notice;
import io.evergrant.domain.notice.Trouble;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.NoticeWork;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** A turn of a tenant, in tables {@code notice}, {@code notice_item} and {@code notice_turn}. */
@Singleton
public class NoticeWorkStore implements NoticeWork {
  /** Locked until the transaction ends: nobody else looks at this tenant's log meanwhile. */
  private static final String HOLD =
      """
      SELECT n.number, f.number AS floor, n.look_at <= eg_now() AS looks, n.told_at, eg_now() AS now
      FROM notice_turn n
      CROSS JOIN audit_floor f
      WHERE n.tenant_id = :tenant
        AND n.node = :node
        AND n.lease_until > eg_now()
      FOR UPDATE OF n
      """;

  private static final String BOARD =
      """
      SELECT n.*
      FROM notice n
      WHERE n.tenant_id = :tenant
        AND (n.closed_at IS NULL OR n.tell_at IS NOT NULL)
      ORDER BY n.id
      """;

  private static final String SAVE =
      """
      INSERT INTO notice (
        tenant_id, id, kind, provider_id, opened_at, closed_at, grants, cause, about, actor, ends_at, told_at, tell_at)
      VALUES (
        :tenant, :id, :kind, CAST(:provider AS uuid), :opened_at, CAST(:closed_at AS timestamptz), :grants, :cause, :about,
        :actor, CAST(:ends_at AS timestamptz), CAST(:told_at AS timestamptz), CAST(:tell_at AS timestamptz))
      ON CONFLICT (tenant_id, id) DO UPDATE
      SET closed_at = excluded.closed_at,
          grants = excluded.grants,
          cause = excluded.cause,
          ends_at = excluded.ends_at,
          told_at = excluded.told_at,
          tell_at = excluded.tell_at
      """;

  private static final String TELL =
      """
      INSERT INTO notice_item (
        tenant_id, digest_id, place, notice_id, news, kind, provider_id, opened_at, closed_at, grants, cause, about,
        actor, ends_at)
      VALUES (
        :tenant, :digest, :place, :id, :news, :kind, CAST(:provider AS uuid), :opened_at,
        CAST(:closed_at AS timestamptz), :grants, :cause, :about, :actor, CAST(:ends_at AS timestamptz))
      """;

  private static final String PASS_ON =
      """
      UPDATE notice_turn
      SET number = :number,
          look_at = coalesce(eg_now() + CAST(:look_ms AS bigint) * interval '1 millisecond', look_at),
          tell_at = CAST(:tell_at AS timestamptz),
          told_at = CAST(:told_at AS timestamptz),
          lease_until = NULL
      WHERE tenant_id = :tenant
      """;

  private static final List<String> SWEEP =
      List.of(
          """
          DELETE FROM notice
          WHERE tenant_id = :tenant
            AND tell_at IS NULL
            AND closed_at < eg_now() - :age_ms * interval '1 millisecond'
          """,
          """
          DELETE FROM notice_mail
          WHERE tenant_id = :tenant
            AND made_at < eg_now() - :age_ms * interval '1 millisecond'
          """,
          """
          DELETE FROM notice_item
          WHERE tenant_id = :tenant
            AND made_at < eg_now() - :age_ms * interval '1 millisecond'
          """);

  private final Db db;

  @Inject
  public NoticeWorkStore(Db db) {
    this.db = db;
  }

  @Override
  public Optional<Turn> hold(TenantId tenant, String node) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(HOLD)
                .bind("tenant", tenant.value())
                .bind("node", node)
                .map((row, context) -> turn(row))
                .findOne());
  }

  private static Turn turn(ResultSet row) throws SQLException {
    return new Turn(
        row.getLong("number"),
        row.getLong("floor"),
        row.getBoolean("looks"),
        Columns.maybeInstant(row, "told_at"),
        Columns.instant(row, "now"));
  }

  @Override
  public Heard hear(TenantId tenant, long after, long floor, int limit) {
    return db.inTenant(tenant, handle -> NoticeSources.hear(handle, tenant, after, floor, limit));
  }

  @Override
  public List<Trouble> troubles(TenantId tenant) {
    return db.inTenant(tenant, handle -> NoticeSources.troubles(handle, tenant));
  }

  @Override
  public List<Trouble> ends(TenantId tenant) {
    return db.inTenant(tenant, handle -> NoticeSources.ends(handle, tenant));
  }

  @Override
  public Board board(TenantId tenant) {
    return db.inTenant(
        tenant,
        handle ->
            new Board(
                handle
                    .createQuery(BOARD)
                    .bind("tenant", tenant.value())
                    .map((row, context) -> NoticeRow.notice(row))
                    .list()));
  }

  @Override
  public void save(TenantId tenant, Board before, Board after) {
    var changed = after.live().stream().filter(notice -> !before.live().contains(notice)).toList();
    db.inTenant(
        tenant,
        handle -> {
          for (var notice : changed) {
            NoticeRow.bind(handle.createUpdate(SAVE).bind("tenant", tenant.value()), notice)
                .bind("told_at", notice.toldAt())
                .bind("tell_at", notice.tellAt())
                .execute();
          }
          return changed.size();
        });
  }

  @Override
  public void tell(TenantId tenant, DigestId digest, List<Notice> told) {
    db.inTenant(
        tenant,
        handle -> {
          for (var place = 0; place < told.size(); place++) {
            tell(handle, tenant, digest, place, told.get(place));
          }
          return told.size();
        });
  }

  private static void tell(
      Handle handle, TenantId tenant, DigestId digest, int place, Notice notice) {
    NoticeRow.bind(handle.createUpdate(TELL).bind("tenant", tenant.value()), notice)
        .bind("digest", digest.value())
        .bind("place", place)
        .bind("news", notice.news().name())
        .execute();
  }

  @Override
  public void passOn(TenantId tenant, Next next) {
    var lookIn = next.lookIn();
    db.inTenant(
        tenant,
        handle ->
            handle
                .createUpdate(PASS_ON)
                .bind("tenant", tenant.value())
                .bind("number", next.number())
                .bind("look_ms", lookIn == null ? null : (Long) lookIn.toMillis())
                .bind("tell_at", next.tellAt())
                .bind("told_at", next.toldAt())
                .execute());
  }

  @Override
  public void sweep(TenantId tenant, Duration age) {
    db.inTenant(
        tenant,
        handle -> {
          var gone = 0;
          for (var statement : SWEEP) {
            gone +=
                handle
                    .createUpdate(statement)
                    .bind("tenant", tenant.value())
                    .bind("age_ms", age.toMillis())
                    .execute();
          }
          return gone;
        });
  }
}

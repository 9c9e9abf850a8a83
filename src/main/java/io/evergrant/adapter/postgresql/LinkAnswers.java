package io.evergrant.adapter.postgresql;

import io.evergrant.domain.bulk.BulkActId;
import io.evergrant.domain.bulk.LinkProgress;
import io.evergrant.domain.bulk.LinkStanding;
import io.evergrant.domain.tenant.TenantId;
import java.util.EnumMap;
import org.jdbi.v3.core.Handle;

/**
 * Whether owners answered to the links of an act: of its items {@code i}, their grants {@code g},
 * and their links {@code l}. A consent that came another way counts too: its owner is not asked
 * again.
 */
final class LinkAnswers {
  /** Only a link that was made has an id there; what was refreshed has an outcome. */
  static final String MADE =
      """
      l.tenant_id = i.tenant_id
        AND l.id = CASE
          WHEN i.result = 'done' AND pg_input_is_valid(i.detail, 'uuid') THEN CAST(i.detail AS uuid)
        END\
      """;

  private static final String CONSENTED =
      "(l.used_at IS NOT NULL OR coalesce(g.consented_at > i.over_at, false))";

  static final String STANDING =
      """
      CASE
        WHEN %s THEN 'CONSENTED'
        WHEN l.revoked_at IS NOT NULL THEN 'REVOKED'
        WHEN l.id IS NULL OR l.ends_at <= eg_now() THEN 'ENDED'
        WHEN l.opened_at IS NOT NULL THEN 'OPENED'
        ELSE 'OPEN'
      END\
      """
          .formatted(CONSENTED);

  /** Of grants {@code g} that a question finds. */
  static final String UNANSWERED =
      """
      EXISTS (
        SELECT FROM bulk_item i
        JOIN bulk_act b ON b.tenant_id = i.tenant_id AND b.id = i.act_id AND b.act = 'link'
        LEFT JOIN consent_link l ON %s
        WHERE i.tenant_id = g.tenant_id
          AND i.grant_id = g.id
          AND i.act_id = :unanswered
          AND i.result = 'done'
          AND NOT %s)\
      """
          .formatted(MADE, CONSENTED);

  private static final String COUNT =
      """
      SELECT s.standing, count(*) AS links
      FROM (
        SELECT %s AS standing
        FROM bulk_item i
        LEFT JOIN consent_link l ON %s
        LEFT JOIN oauth_grant g ON g.tenant_id = i.tenant_id AND g.id = i.grant_id
        WHERE i.tenant_id = :tenant
          AND i.act_id = :id
          AND i.result = 'done'
      ) s
      GROUP BY s.standing
      """
          .formatted(STANDING, MADE);

  private LinkAnswers() {}

  static LinkProgress count(Handle handle, TenantId tenant, BulkActId id) {
    var standings = new EnumMap<LinkStanding, Long>(LinkStanding.class);
    handle
        .createQuery(COUNT)
        .bind("tenant", tenant.value())
        .bind("id", id.value())
        .map(
            (row, context) ->
                standings.put(
                    LinkStanding.valueOf(Columns.text(row, "standing")), row.getLong("links")))
        .list();
    return new LinkProgress(standings);
  }
}

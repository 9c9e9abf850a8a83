package io.evergrant.adapter.postgresql;

import io.evergrant.domain.notice.DigestId;
import io.evergrant.domain.notice.MailEnding;
import io.evergrant.domain.notice.NoticeItem;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.NoticeMails;
import io.evergrant.usecase.port.NoticeTurns.MailTurn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Mails with notices, in table {@code notice_mail}. */
@Singleton
public class NoticeMailStore implements NoticeMails {
  private static final String INSERT =
      """
      INSERT INTO notice_mail (tenant_id, id, digest_id, address, member_id, places)
      VALUES (:tenant, :id, :digest, :address, CAST(:member AS uuid), :places)
      """;

  private static final String FIND =
      """
      SELECT m.digest_id, m.address, m.member_id IS NOT NULL AS is_members, m.tries, t.name AS organisation, w.language, w.zone,
             CAST(extract(EPOCH FROM eg_now() - m.made_at) * 1000 AS bigint) AS age_ms
      FROM notice_mail m
      JOIN tenant t ON t.id = m.tenant_id
      LEFT JOIN member w ON w.tenant_id = m.tenant_id AND w.id = m.member_id
      WHERE m.tenant_id = :tenant
        AND m.id = :id
        AND m.fence = :fence
        AND m.sent_at IS NULL
        AND m.given_up_at IS NULL
      """;

  private static final String ITEMS =
      """
      SELECT i.*, p.name AS provider_name
      FROM notice_mail m
      JOIN notice_item i ON i.tenant_id = m.tenant_id AND i.digest_id = m.digest_id AND i.place = ANY (m.places)
      LEFT JOIN provider p ON p.tenant_id = i.tenant_id AND p.id = i.provider_id
      WHERE m.tenant_id = :tenant
        AND m.id = :id
      ORDER BY i.place
      """;

  private static final String FAILING =
      """
      SELECT min(m.made_at) AS since, count(*) AS mails, (array_agg(m.trouble ORDER BY m.failed_at DESC))[1] AS why,
             (array_agg(m.address ORDER BY m.failed_at DESC))[1] AS address
      FROM notice_mail m
      WHERE m.tenant_id = :tenant
        AND m.failed_at IS NOT NULL
        AND (m.given_up_at IS NULL OR m.given_up_at > eg_now() - interval '1 day')
      HAVING count(*) > 0
      """;

  private final Db db;
  private final MailEnds ends;

  @Inject
  public NoticeMailStore(Db db) {
    this.db = db;
    this.ends = MailEnds.ofNotices(db);
  }

  @Override
  public void insert(TenantId tenant, DigestId digest, List<Fresh> mails) {
    db.inTenant(
        tenant,
        handle -> {
          for (var mail : mails) {
            var member = mail.member();
            handle
                .createUpdate(INSERT)
                .bind("tenant", tenant.value())
                .bind("id", mail.id())
                .bind("digest", digest.value())
                .bind("address", mail.to().value())
                .bind("member", member == null ? null : member.value())
                .bind("places", mail.places().toArray(Integer[]::new))
                .execute();
          }
          return mails.size();
        });
  }

  @Override
  public Optional<Ready> find(TenantId tenant, MailTurn turn) {
    return db.inTenant(
        tenant,
        handle ->
            MailEnds.bind(handle.createQuery(FIND), tenant, turn)
                .map(
                    (row, context) ->
                        new Ready(
                            turn.mail(),
                            new DigestId(Columns.uuid(row, "digest_id")),
                            Columns.text(row, "address"),
                            row.getBoolean("is_members"),
                            Columns.maybeLanguage(row, "language"),
                            Columns.maybeZone(row, "zone"),
                            Columns.text(row, "organisation"),
                            items(handle, tenant, turn),
                            row.getInt("tries"),
                            Columns.millis(row, "age_ms")))
                .findOne());
  }

  private static List<NoticeItem> items(Handle handle, TenantId tenant, MailTurn turn) {
    return handle
        .createQuery(ITEMS)
        .bind("tenant", tenant.value())
        .bind("id", turn.mail())
        .map((row, context) -> NoticeRow.item(row))
        .list();
  }

  @Override
  public boolean sent(TenantId tenant, MailTurn turn) {
    return ends.sent(tenant, turn);
  }

  @Override
  public boolean failed(TenantId tenant, MailTurn turn, MailEnding why, Duration rest) {
    return ends.failed(tenant, turn, why, rest);
  }

  @Override
  public boolean givenUp(TenantId tenant, MailTurn turn, MailEnding why) {
    return ends.givenUp(tenant, turn, why);
  }

  @Override
  public Optional<Failing> failing(TenantId tenant) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(FAILING)
                .bind("tenant", tenant.value())
                .map(
                    (row, context) ->
                        new Failing(
                            Columns.instant(row, "since"),
                            row.getLong("mails"),
                            MailEnding.valueOf(Columns.text(row, "why").toUpperCase(Locale.ROOT)),
                            Columns.text(row, "address")))
                .findOne());
  }
}

package io.evergrant.adapter.postgresql;

import io.evergrant.domain.bulk.BulkActId;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.notice.AskStep;
import io.evergrant.domain.notice.MailEnding;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.NoticeTurns.MailTurn;
import io.evergrant.usecase.port.OwnerMails;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Mails to owners, in table {@code owner_mail}. */
@Singleton
public class OwnerMailStore implements OwnerMails {
  private static final String INSERT =
      """
      INSERT INTO owner_mail (tenant_id, id, link_id, step)
      VALUES (:tenant, :id, :link, :step)
      """;

  /**
   * Two who ask at once are one: the second waits for the link's row, and sees the first's mail.
   */
  private static final String HOLD_LINK =
      """
      SELECT id
      FROM consent_link
      WHERE tenant_id = :tenant
        AND id = :link
      FOR UPDATE
      """;

  private static final String RESTED =
      """
      NOT EXISTS (
        SELECT FROM owner_mail m
        WHERE m.tenant_id = l.tenant_id
          AND m.link_id = l.id
          AND m.made_at > eg_now() - :rest_ms * interval '1 millisecond')\
      """;

  private static final String INSERT_IF_RESTED =
      """
      INSERT INTO owner_mail (tenant_id, id, link_id, step)
      SELECT l.tenant_id, :id, l.id, :step
      FROM consent_link l
      WHERE l.tenant_id = :tenant
        AND l.id = :link
        AND %s
      """
          .formatted(RESTED);

  /** The act's row keeps a second who asks at the same time waiting. */
  private static final String HOLD_ACT =
      """
      SELECT id
      FROM bulk_act
      WHERE tenant_id = :tenant
        AND id = :act
      FOR UPDATE
      """;

  private static final String INSERT_OF =
      """
      INSERT INTO owner_mail (tenant_id, id, link_id, step)
      SELECT l.tenant_id, gen_random_uuid(), l.id, 'ASKED'
      FROM bulk_item i
      JOIN bulk_act b ON b.tenant_id = i.tenant_id AND b.id = i.act_id AND b.act = 'link'
      JOIN consent_link l ON %s
      JOIN oauth_grant g ON g.tenant_id = i.tenant_id AND g.id = i.grant_id
      JOIN owner_contact c ON c.tenant_id = g.tenant_id AND c.grant_id = g.id
      WHERE i.tenant_id = :tenant
        AND i.act_id = :act
        AND i.result = 'done'
        AND %s IN ('OPEN', 'OPENED')
        AND %s
      """
          .formatted(LinkAnswers.MADE, LinkAnswers.STANDING, RESTED);

  private static final String NEWEST =
      """
      SELECT m.made_at, m.sent_at, m.given_up_at IS NOT NULL AS is_over
      FROM owner_mail m
      JOIN consent_link l ON l.tenant_id = m.tenant_id AND l.id = m.link_id
      WHERE m.tenant_id = :tenant
        AND coalesce(l.grant_id, l.used_for) = :grant
      ORDER BY m.made_at DESC
      LIMIT 1
      """;

  private static final String FIND =
      """
      SELECT l.*, coalesce(c.address, l.owner_address) AS address, m.step, m.tries, t.name AS organisation,
             t.owner_language, p.name AS provider_name, g.account,
             CAST(extract(EPOCH FROM eg_now() - m.made_at) * 1000 AS bigint) AS age_ms
      FROM owner_mail m
      JOIN tenant t ON t.id = m.tenant_id
      JOIN consent_link l ON l.tenant_id = m.tenant_id AND l.id = m.link_id
      JOIN provider p ON p.tenant_id = l.tenant_id AND p.id = l.provider_id
      LEFT JOIN oauth_grant g ON g.tenant_id = l.tenant_id AND g.id = l.grant_id
      LEFT JOIN owner_contact c ON c.tenant_id = l.tenant_id AND c.grant_id = l.grant_id
      WHERE m.tenant_id = :tenant
        AND m.id = :id
        AND m.fence = :fence
        AND m.sent_at IS NULL
        AND m.given_up_at IS NULL
        AND l.used_at IS NULL
        AND l.revoked_at IS NULL
        AND l.ends_at > eg_now()
        AND coalesce(g.consented_at <= m.made_at, true)
        AND coalesce(c.address, l.owner_address) IS NOT NULL
      """;

  private final Db db;
  private final MailEnds ends;

  @Inject
  public OwnerMailStore(Db db) {
    this.db = db;
    this.ends = MailEnds.ofOwners(db);
  }

  @Override
  public void insert(TenantId tenant, UUID id, ConsentLinkId link, AskStep step) {
    db.inTenant(
        tenant,
        handle ->
            mail(handle.createUpdate(INSERT), tenant, id, link)
                .bind("step", step.name())
                .execute());
  }

  @Override
  public boolean insertIfRested(
      TenantId tenant, UUID id, ConsentLinkId link, AskStep step, Duration rest) {
    return db.inTenant(
        tenant,
        handle -> {
          handle
              .createQuery(HOLD_LINK)
              .bind("tenant", tenant.value())
              .bind("link", link.value())
              .mapTo(UUID.class)
              .list();
          return mail(handle.createUpdate(INSERT_IF_RESTED), tenant, id, link)
                  .bind("step", step.name())
                  .bind("rest_ms", rest.toMillis())
                  .execute()
              == 1;
        });
  }

  private static <S extends SqlStatement<S>> S mail(
      S statement, TenantId tenant, UUID id, ConsentLinkId link) {
    return statement.bind("tenant", tenant.value()).bind("id", id).bind("link", link.value());
  }

  @Override
  public int insertOf(TenantId tenant, BulkActId act, Duration rest) {
    return db.inTenant(
        tenant,
        handle -> {
          handle
              .createQuery(HOLD_ACT)
              .bind("tenant", tenant.value())
              .bind("act", act.value())
              .mapTo(UUID.class)
              .list();
          return handle
              .createUpdate(INSERT_OF)
              .bind("tenant", tenant.value())
              .bind("act", act.value())
              .bind("rest_ms", rest.toMillis())
              .execute();
        });
  }

  @Override
  public Optional<Mailed> newest(TenantId tenant, GrantId grant) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(NEWEST)
                .bind("tenant", tenant.value())
                .bind("grant", grant.value())
                .map(
                    (row, context) ->
                        new Mailed(
                            Columns.instant(row, "made_at"),
                            Columns.maybeInstant(row, "sent_at"),
                            row.getBoolean("is_over")))
                .findOne());
  }

  @Override
  public List<Due> due(TenantId tenant, Duration settled, int limit) {
    return db.inTenant(tenant, handle -> OwnersDue.ask(handle, tenant, settled, limit));
  }

  @Override
  public Optional<Ready> find(TenantId tenant, MailTurn turn) {
    var links = new ConsentLinkRow();
    return db.inTenant(
        tenant,
        handle ->
            MailEnds.bind(handle.createQuery(FIND), tenant, turn)
                .map(
                    (row, context) ->
                        new Ready(
                            turn.mail(),
                            links.map(row, context),
                            Columns.text(row, "address"),
                            AskStep.valueOf(Columns.text(row, "step")),
                            Columns.text(row, "organisation"),
                            Columns.text(row, "provider_name"),
                            Columns.maybeText(row, "account"),
                            Columns.maybeLanguage(row, "owner_language"),
                            row.getInt("tries"),
                            Columns.millis(row, "age_ms")))
                .findOne());
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
  public boolean givenUp(TenantId tenant, MailTurn turn, @Nullable MailEnding why) {
    return ends.givenUp(tenant, turn, why);
  }
}

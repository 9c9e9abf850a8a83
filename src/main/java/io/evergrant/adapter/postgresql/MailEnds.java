package io.evergrant.adapter.postgresql;

import io.evergrant.domain.notice.MailEnding;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.NoticeTurns.MailTurn;
import java.time.Duration;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * How a mail's turn ends, in the table of its kind: of a mail that is neither sent nor given up, by
 * whoever claimed it last.
 */
final class MailEnds {
  private static final String END =
      """
      UPDATE %s
      SET %s
      WHERE tenant_id = :tenant
        AND id = :id
        AND fence = :fence
        AND sent_at IS NULL
        AND given_up_at IS NULL
      """;

  private final Db db;
  private final String sent;
  private final String failed;
  private final String givenUp;

  private MailEnds(Db db, String table, String whenSent, String whenFailed) {
    this.db = db;
    sent = END.formatted(table, "sent_at = eg_now(), trouble = NULL" + whenSent);
    failed =
        END.formatted(
            table,
            "trouble = :why, turn_at = eg_now() + :rest_ms * interval '1 millisecond'"
                + whenFailed);
    givenUp = END.formatted(table, "trouble = :why, given_up_at = eg_now()" + whenFailed);
  }

  static MailEnds ofOwners(Db db) {
    return new MailEnds(db, "owner_mail", "", "");
  }

  /** The page tells of those that fail. */
  static MailEnds ofNotices(Db db) {
    return new MailEnds(db, "notice_mail", ", failed_at = NULL", ", failed_at = eg_now()");
  }

  boolean sent(TenantId tenant, MailTurn turn) {
    return db.inTenant(
        tenant, handle -> bind(handle.createUpdate(sent), tenant, turn).execute() == 1);
  }

  boolean failed(TenantId tenant, MailTurn turn, MailEnding why, Duration rest) {
    return db.inTenant(
        tenant,
        handle ->
            bind(handle.createUpdate(failed), tenant, turn)
                    .bind("why", why.code())
                    .bind("rest_ms", rest.toMillis())
                    .execute()
                == 1);
  }

  boolean givenUp(TenantId tenant, MailTurn turn, @Nullable MailEnding why) {
    return db.inTenant(
        tenant,
        handle ->
            bind(handle.createUpdate(givenUp), tenant, turn)
                    .bind("why", why == null ? null : why.code())
                    .execute()
                == 1);
  }

  /** The turn, for a statement that only its holder may run. */
  static <S extends SqlStatement<S>> S bind(S statement, TenantId tenant, MailTurn turn) {
    return statement
        .bind("tenant", tenant.value())
        .bind("id", turn.mail())
        .bind("fence", turn.fence());
  }
}

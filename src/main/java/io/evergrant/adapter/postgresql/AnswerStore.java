package io.evergrant.adapter.postgresql;

import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Answers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Requests and their answers, in table {@code answered_once}. */
@Singleton
public class AnswerStore implements Answers {
  private static final String BEGIN =
      """
      INSERT INTO answered_once AS a (tenant_id, key_id, hash, run)
      VALUES (:tenant, :key, :hash, :run)
      ON CONFLICT (tenant_id, key_id, hash) DO UPDATE
      SET run = excluded.run, begun_at = eg_now(), digest = NULL, sealed = NULL
      WHERE a.begun_at < eg_now() - :kept_ms * interval '1 millisecond'
      """;

  private static final String FIND =
      """
      SELECT digest, sealed, begun_at > eg_now() - :longest_ms * interval '1 millisecond' AS under_way
      FROM answered_once
      WHERE tenant_id = :tenant
        AND key_id = :key
        AND hash = :hash
      """;

  private static final String END =
      """
      UPDATE answered_once
      SET digest = :digest, sealed = :sealed
      WHERE tenant_id = :tenant
        AND key_id = :key
        AND hash = :hash
        AND run = :run
      """;

  private static final String FORGET =
      """
      DELETE FROM answered_once
      WHERE tenant_id = :tenant
        AND key_id = :key
        AND hash = :hash
        AND run = :run
      """;

  private final Db db;

  @Inject
  public AnswerStore(Db db) {
    this.db = db;
  }

  /** Whoever was forgotten or swept between the two statements is as good as under way. */
  @Override
  public Optional<Earlier> begin(
      TenantId tenant, ApiKeyId by, String hash, UUID run, Duration kept, Duration longest) {
    return db.inTenant(
        tenant,
        handle -> {
          var begun =
              of(handle.createUpdate(BEGIN), tenant, by, hash)
                  .bind("run", run)
                  .bind("kept_ms", kept.toMillis())
                  .execute();
          return begun == 1
              ? Optional.<Earlier>empty()
              : find(handle, tenant, by, hash, longest)
                  .or(() -> Optional.of(new Earlier(null, null, true)));
        });
  }

  private static Optional<Earlier> find(
      Handle handle, TenantId tenant, ApiKeyId by, String hash, Duration longest) {
    return of(handle.createQuery(FIND), tenant, by, hash)
        .bind("longest_ms", longest.toMillis())
        .map(
            (row, context) ->
                new Earlier(
                    Columns.maybeText(row, "digest"),
                    Columns.maybeText(row, "sealed"),
                    row.getBoolean("under_way")))
        .findOne();
  }

  @Override
  public void end(
      TenantId tenant, ApiKeyId by, String hash, UUID run, String digest, String sealed) {
    db.inTenant(
        tenant,
        handle ->
            of(handle.createUpdate(END), tenant, by, hash)
                .bind("run", run)
                .bind("digest", digest)
                .bind("sealed", sealed)
                .execute());
  }

  @Override
  public void forget(TenantId tenant, ApiKeyId by, String hash, UUID run) {
    db.inTenant(
        tenant,
        handle -> of(handle.createUpdate(FORGET), tenant, by, hash).bind("run", run).execute());
  }

  private static <S extends SqlStatement<S>> S of(
      S statement, TenantId tenant, ApiKeyId by, String hash) {
    return statement.bind("tenant", tenant.value()).bind("key", by.value()).bind("hash", hash);
  }
}

package io.evergrant.adapter.postgresql;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.tenant.TenantPolicy;
import io.evergrant.usecase.port.TenantPolicies;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What an organisation allows, in table {@code tenant}. */
@Singleton
public class TenantPolicyStore implements TenantPolicies {
  private static final String FIND =
      """
      SELECT sealed_import, sealed_hand_over, second_for_revoke
      FROM tenant
      WHERE id = :tenant
      """;

  private static final String SAVE =
      """
      UPDATE tenant
      SET sealed_import = :sealed_import,
          sealed_hand_over = :sealed_hand_over,
          second_for_revoke = :second_for_revoke
      WHERE id = :tenant
        AND sealed_import = :seen_import
        AND sealed_hand_over = :seen_hand_over
        AND second_for_revoke = :seen_second
      """;

  private final Db db;

  @Inject
  public TenantPolicyStore(Db db) {
    this.db = db;
  }

  @Override
  public TenantPolicy find(TenantId tenant) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(FIND)
                .bind("tenant", tenant.value())
                .map(
                    (row, context) ->
                        new TenantPolicy(
                            row.getBoolean("sealed_import"),
                            row.getBoolean("sealed_hand_over"),
                            row.getBoolean("second_for_revoke")))
                .one());
  }

  @Override
  public boolean save(TenantId tenant, TenantPolicy seen, TenantPolicy policy) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                    .createUpdate(SAVE)
                    .bind("tenant", tenant.value())
                    .bind("sealed_import", policy.sealedImport())
                    .bind("sealed_hand_over", policy.sealedHandOver())
                    .bind("second_for_revoke", policy.secondForRevoke())
                    .bind("seen_second", seen.secondForRevoke())
                    .bind("seen_import", seen.sealedImport())
                    .bind("seen_hand_over", seen.sealedHandOver())
                    .execute()
                == 1);
  }
}

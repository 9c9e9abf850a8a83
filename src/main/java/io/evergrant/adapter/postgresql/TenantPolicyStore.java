package io.evergrant.adapter.postgresql;

import io.evergrant.domain.tenant.LanguageTag;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.tenant.TenantPolicy;
import io.evergrant.usecase.port.TenantPolicies;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** What an organisation allows, in table {@code tenant}. */
@Singleton
public class TenantPolicyStore implements TenantPolicies {
  private static final String FIND =
      """
      SELECT sealed_import, sealed_hand_over, second_for_revoke, ask_owners, owner_language
      FROM tenant
      WHERE id = :tenant
      """;

  private static final String SAVE =
      """
      UPDATE tenant
      SET sealed_import = :sealed_import,
          sealed_hand_over = :sealed_hand_over,
          second_for_revoke = :second_for_revoke,
          ask_owners = :ask_owners,
          owner_language = :owner_language
      WHERE id = :tenant
        AND sealed_import = :seen_import
        AND sealed_hand_over = :seen_hand_over
        AND second_for_revoke = :seen_second
        AND ask_owners = :seen_ask
        AND owner_language IS NOT DISTINCT FROM CAST(:seen_language AS text)
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
                            row.getBoolean("second_for_revoke"),
                            row.getBoolean("ask_owners"),
                            Columns.maybeLanguage(row, "owner_language")))
                .one());
  }

  private static @Nullable String tag(@Nullable LanguageTag language) {
    return language == null ? null : language.value();
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
                    .bind("ask_owners", policy.askOwners())
                    .bind("owner_language", tag(policy.ownerLanguage()))
                    .bind("seen_ask", seen.askOwners())
                    .bind("seen_language", tag(seen.ownerLanguage()))
                    .bind("seen_second", seen.secondForRevoke())
                    .bind("seen_import", seen.sealedImport())
                    .bind("seen_hand_over", seen.sealedHandOver())
                    .execute()
                == 1);
  }
}

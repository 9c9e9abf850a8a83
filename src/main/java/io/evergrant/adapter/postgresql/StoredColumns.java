package io.evergrant.adapter.postgresql;

import io.evergrant.usecase.port.RefreshJournal.Stored;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The token set that now lies in Vault, as columns of the grant; null where nothing was stored. */
final class StoredColumns {
  private StoredColumns() {}

  static <S extends SqlStatement<S>> S bind(S statement, @Nullable Stored stored) {
    return statement
        .bind("is_stored", stored != null)
        .bind("is_rotated", stored != null && stored.rotated())
        .bind("kv_version", stored == null ? null : (Integer) stored.kvVersion())
        .bind("key_version", stored == null ? null : (Integer) stored.keyVersion())
        .bind("fingerprint", stored == null ? null : stored.fingerprint().value())
        .bind("scope", stored == null ? null : stored.scope())
        .bind("expires_at", stored == null ? null : stored.expiresAt())
        .bind("refresh_expires_at", stored == null ? null : stored.refreshExpiresAt());
  }
}

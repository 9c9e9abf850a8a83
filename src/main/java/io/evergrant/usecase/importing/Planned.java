package io.evergrant.usecase.importing;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.usecase.port.Imports.Known;
import io.evergrant.usecase.port.Imports.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * A row and the grant that it belongs to.
 *
 * @param grant that is there, to be given the row's tokens; null for a new one
 */
record Planned(ImportRow row, Provider provider, Fingerprint fingerprint, @Nullable Known grant) {
  /** Whether the grant holds this very token and is well. */
  boolean isThereAlready() {
    return grant != null && grant.refreshed() && grant.fingerprint().equals(fingerprint);
  }

  @Nullable GrantId target() {
    return grant == null ? null : grant.grant();
  }

  Wanted wanted() {
    return new Wanted(row.provider(), row.externalId(), row.subject(), fingerprint);
  }
}

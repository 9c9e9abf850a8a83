package io.evergrant.usecase.port;

import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests that were begun, by the caller's own key, and what was answered. */
public interface Answers {
  /**
   * Begins one, if it was not begun within {@code kept}.
   *
   * @param hash of the caller's key
   * @param run who runs it
   * @param longest a run takes
   * @return what is there already; empty where it was begun now
   */
  Optional<Earlier> begin(
      TenantId tenant, ApiKeyId by, String hash, UUID run, Duration kept, Duration longest);

  /** Keeps the answer, if this run is still the one that was begun. */
  void end(TenantId tenant, ApiKeyId by, String hash, UUID run, String digest, String sealed);

  /** As if it had not been begun. */
  void forget(TenantId tenant, ApiKeyId by, String hash, UUID run);

  /**
   * One that was begun before.
   *
   * @param digest of the request; null while there is no answer
   * @param sealed null while there is none
   * @param underWay it may still be running
   */
  record Earlier(@Nullable String digest, @Nullable String sealed, boolean underWay) {}
}

package io.evergrant.usecase.port;

import io.evergrant.domain.grant.Fence;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.secret.AccessToken;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens that this node has read from Vault, where the operator wants them remembered; never
 * a refresh token. Nobody tells it of changes: it is asked for the token of a place, version and
 * fence, as the grant's row names them at this call, and whatever ends a token changes one of them.
 */
public interface AccessMemory {
  /** Remembers nothing. */
  AccessMemory NONE =
      new AccessMemory() {
        @Override
        public Optional<Remembered> find(Place place) {
          return Optional.empty();
        }

        @Override
        public void keep(Place place, Remembered token) {}
      };

  /** What was kept of this very place. */
  Optional<Remembered> find(Place place);

  void keep(Place place, Remembered token);

  /**
   * Where a token lies, as the row said.
   *
   * @param location another one after each consent
   * @param version of the KV entry
   * @param fence grows with each claim and with each consent
   */
  record Place(TokenLocation location, int version, Fence fence) {}

  /**
   * An access token and what is told with it.
   *
   * @param expiresAt null where the provider did not say
   */
  record Remembered(
      AccessToken token,
      @Nullable String tokenType,
      Scope scope,
      Instant issuedAt,
      @Nullable Instant expiresAt) {}
}

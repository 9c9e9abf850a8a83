package io.evergrant.domain.provider;

import io.evergrant.domain.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key pair with which a client signs. The private half lies in Vault; the public one is published
 * as long as this says.
 *
 * @param keyId the {@code kid}: the thumbprint (RFC 7638)
 * @param jwk the public half (RFC 7517), as it is published
 * @param signsSince null while it is published alone, so that the provider learns of it before
 * @param publishedUntil null while no end is set
 */
public record ClientKey(
    ClientKeyId id,
    TenantId tenant,
    ProviderId provider,
    SigningAlgorithm algorithm,
    String keyId,
    String jwk,
    Instant madeAt,
    @Nullable Instant signsSince,
    @Nullable Instant publishedUntil) {
  public State state() {
    if (signsSince == null) {
      return State.PUBLISHED;
    }
    return publishedUntil == null ? State.SIGNS : State.ENDS;
  }

  /** Where it stands between its making and its end. */
  public enum State {
    /** The provider can fetch it; it does not sign yet. */
    PUBLISHED,
    SIGNS,
    /** Another one signs; it is tried where the provider does not know that one. */
    ENDS
  }
}

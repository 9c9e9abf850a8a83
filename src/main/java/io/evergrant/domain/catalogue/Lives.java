package io.evergrant.domain.catalogue;

import java.util.List;

/**
 * How long tokens last.
 *
 * @param idle a refresh token that was not used for so long is dead
 * @param absolute so long after the consent all is over, however it was used
 * @param testing the same while the client is registered for trials only; left out where the
 *     provider knows no such registration
 * @param refreshExpiryFields of the answer that tell when the refresh token ends
 * @param earliestRefresh no sooner than so long before the access token's end; unlimited: any time
 */
public record Lives(
    Fact<Life> access,
    Fact<Life> idle,
    Fact<Life> absolute,
    Fact<Life> testing,
    Fact<ExpiresIn> expiresIn,
    Fact<List<String>> refreshExpiryFields,
    Fact<Life> earliestRefresh) {

  /** Whether the answer carries {@code expires_in} (RFC 6749 section 5.1). */
  public enum ExpiresIn {
    ALWAYS,
    /** It depends on how the client is set up. */
    SOMETIMES,
    /** Only where a parameter of the request asks for it. */
    ON_REQUEST,
    NEVER
  }
}

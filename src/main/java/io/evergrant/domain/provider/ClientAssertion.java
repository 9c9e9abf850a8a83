package io.evergrant.domain.provider;

/**
 * What a provider wants of a client's assertion (RFC 7523 section 3).
 *
 * @param audience whom it is for
 */
public record ClientAssertion(SigningAlgorithm algorithm, Audience audience) {
  /** As most want it. */
  public static final ClientAssertion USUAL =
      new ClientAssertion(SigningAlgorithm.RS256, Audience.TOKEN_ENDPOINT);

  /** The {@code aud} of an assertion. */
  public enum Audience {
    TOKEN_ENDPOINT,
    /** The issuer, as newer profiles demand. */
    ISSUER
  }
}

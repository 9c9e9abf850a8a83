package io.evergrant.domain.provider;

import java.util.Map;

/**
 * How a provider wants to be spoken to where it leaves RFC 6749.
 *
 * @param tokenParameters of every request to the token endpoint, beyond those of the RFC
 */
public record Dialect(
    ScopeSeparator scopeSeparator, TokenRequestBody body, Map<String, String> tokenParameters) {
  /** By the book. */
  public static final Dialect USUAL =
      new Dialect(ScopeSeparator.SPACE, TokenRequestBody.FORM, Map.of());

  public Dialect {
    tokenParameters = Map.copyOf(tokenParameters);
  }
}

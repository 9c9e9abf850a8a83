package io.evergrant.domain.provider;

/** By which a client signs its assertions (RFC 7518 section 3.1). */
public enum SigningAlgorithm {
  RS256,
  PS256,
  ES256
}

package io.evergrant.domain.outcome;

/** How far the success of a refresh was proved. */
public enum Proof {
  /** The provider issued it. */
  ISSUED,
  /** It lies sealed in the store. */
  STORED,
  /** The provider, asked with the new token, said it is good. */
  PROVED,
  /** The provider, asked with the new token, said it is not. */
  DISPROVED
}

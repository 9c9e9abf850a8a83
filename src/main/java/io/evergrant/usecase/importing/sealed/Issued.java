package io.evergrant.usecase.importing.sealed;

import io.evergrant.domain.sealing.SealingKeyId;
import java.time.Instant;

/** What came of a wish for a key. */
public sealed interface Issued {
  /**
   * A key.
   *
   * @param publicKey DER of a SubjectPublicKeyInfo
   * @param context what has to be sealed along with the tokens, as additional data
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Done(SealingKeyId key, byte[] publicKey, String context, Instant endsAt)
      implements Issued {}

  /** The organisation does not allow imports in a browser. */
  record Off() implements Issued {}

  /** Too many keys are open; each ends by itself within minutes. */
  record TooMany() implements Issued {}
}

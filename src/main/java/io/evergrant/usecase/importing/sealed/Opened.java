package io.evergrant.usecase.importing.sealed;

import io.evergrant.usecase.importing.Imported;

/** What became of a sealed import. */
public sealed interface Opened {
  /** It was opened, and the import ended so. */
  record Ran(Imported imported) implements Opened {}

  /** The organisation does not allow imports in a browser. */
  record Off() implements Opened {}

  /** The key was used before: nothing was opened. */
  record KeyUsed() implements Opened {}

  /** The key's five minutes are over: nothing was opened. */
  record KeyEnded() implements Opened {}

  /** There is no such key for this session: nothing was opened. */
  record KeyUnknown() implements Opened {}

  /** It was not sealed to this key for this purpose. The key is used up. */
  record Unreadable() implements Opened {}
}

package io.evergrant.adapter.vault;

import io.evergrant.usecase.port.TokenVault.Opened;
import io.github.jopenlibs.vault.json.JsonObject;

/** What was read at one location of a token set. */
sealed interface ReadEntry {
  /** There is nothing to open. */
  record Ended(Opened how) implements ReadEntry {}

  /** A value whose token set is to be opened. */
  record Sealed(int version, JsonObject json, String ciphertext) implements ReadEntry {}

  static ReadEntry of(KeyValue.Read read) {
    return read.value() == null
        ? new Ended(new Opened.Missing(read.version()))
        : new Sealed(read.version(), read.value(), EntryJson.sealed(read.value()));
  }
}

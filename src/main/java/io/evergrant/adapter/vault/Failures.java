package io.evergrant.adapter.vault;

import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import io.github.jopenlibs.vault.VaultException;

/** What a failed call says about the store. Bodies of answers are never quoted. */
final class Failures {
  private Failures() {}

  static StoreUnavailable of(String what, VaultException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
    }
    var status = e.getHttpStatusCode();
    return status == 0
        ? new StoreUnavailable(Cause.UNREACHABLE, "Vault did not answer: " + what, e)
        : of(what, status, String.valueOf(e.getMessage()));
  }

  static StoreUnavailable of(String what, int status, String errors) {
    if (status == 403) {
      return new StoreUnavailable(Cause.DENIED, "Vault denies " + what);
    }
    return status == 503 && errors.contains("sealed")
        ? new StoreUnavailable(Cause.SEALED, "Vault is sealed")
        : new StoreUnavailable(Cause.FAILED, "Vault answered " + what + " with " + status);
  }
}

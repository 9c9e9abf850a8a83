package io.evergrant.testkit.demo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token request that is being decided: what is known of it so far, for the ledger. */
record Redemption(
    Instant at,
    String mode,
    String client,
    String kind,
    @Nullable String fingerprint,
    @Nullable Family family) {

  Redemption of(Family known) {
    return new Redemption(at, mode, client, kind, fingerprint, known);
  }

  LedgerEntry accepted(@Nullable String issuedFingerprint) {
    return entry(issuedFingerprint, true, null);
  }

  LedgerEntry refused(String error) {
    return entry(null, false, error);
  }

  /** The ledger gives the number. */
  private LedgerEntry entry(@Nullable String issued, boolean accepted, @Nullable String error) {
    var grant = family == null ? null : family.grant();
    var account = family == null ? null : family.subject();
    return new LedgerEntry(
        0, at, mode, client, grant, kind, fingerprint, issued, accepted, error, account);
  }
}

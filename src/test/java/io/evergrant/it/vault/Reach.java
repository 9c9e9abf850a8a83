package io.evergrant.it.vault;

import io.evergrant.adapter.vault.AskedVaultHealth;
import io.evergrant.adapter.vault.HmacFingerprints;
import io.evergrant.adapter.vault.KeyValue;
import io.evergrant.adapter.vault.KvCanary;
import io.evergrant.adapter.vault.KvSecretVault;
import io.evergrant.adapter.vault.KvTokenVault;
import io.evergrant.adapter.vault.SystemKey;
import io.evergrant.adapter.vault.Transit;
import io.evergrant.adapter.vault.TransitEscrowSeal;
import io.evergrant.adapter.vault.VaultCalls;
import io.evergrant.adapter.vault.VaultSession;
import io.evergrant.adapter.vault.VaultSettings;
import io.evergrant.usecase.port.EscrowSeal;
import io.evergrant.usecase.port.Fingerprints;
import io.evergrant.usecase.port.StoreCanary;
import io.evergrant.usecase.port.Ticker;
import io.evergrant.usecase.port.TokenVault;
import io.evergrant.usecase.port.VaultHealth;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;

/** One portal node's adapters, wired by hand, with a clock that can be put forward. */
record Reach(
    TokenVault tokens,
    KvSecretVault secrets,
    EscrowSeal escrow,
    Fingerprints fingerprints,
    StoreCanary.OfVault canary,
    VaultHealth health,
    AtomicLong shift) {

  static Reach of(URI address, VaultSettings.Login login) {
    var shift = new AtomicLong();
    Ticker ticker = () -> System.nanoTime() + shift.get();
    var calls =
        new VaultCalls(new VaultSession(new VaultSettings(address, null, null, login), ticker));
    var kv = new KeyValue(calls);
    var transit = new Transit(calls);
    return new Reach(
        new KvTokenVault(kv, transit),
        new KvSecretVault(kv, transit),
        new TransitEscrowSeal(transit, ticker),
        new HmacFingerprints(new SystemKey(kv)),
        new KvCanary(kv),
        new AskedVaultHealth(calls, ticker),
        shift);
  }
}

package io.evergrant.usecase.importing.sealed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.sealing.SealingKeyId;
import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.importing.Format;
import io.evergrant.usecase.importing.ImportTokens;
import io.evergrant.usecase.importing.Mode;
import io.evergrant.usecase.port.SealingVault;
import io.evergrant.usecase.port.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/**
 * An admin imports tokens in a browser (P12). A key is used up before anything is opened with it,
 * whatever comes of that, and destroyed afterwards.
 */
@Singleton
public class SealedImport {
  /** For all of an organisation: making a pair costs Vault a second. */
  private static final int MOST_OPEN = 20;

  private final RecordSealing record;
  private final SealingVault vault;
  private final ImportTokens tokens;

  @Inject
  SealedImport(RecordSealing record, SealingVault vault, ImportTokens tokens) {
    this.record = record;
    this.vault = vault;
    this.tokens = tokens;
  }

  public boolean isAllowed(Member by) {
    return record.isAllowed(by);
  }

  /**
   * A key for one import. Uses the network: no transaction here.
   *
   * @param session the secret of the browser session that it is for
   * @throws StoreUnavailable where a store does not serve
   */
  public Issued issue(Member by, OneTimeSecret session) {
    if (!record.isAllowed(by)) {
      return new Issued.Off();
    }
    var begun = record.begin(by, hash(session), MOST_OPEN);
    if (begun.isEmpty()) {
      return new Issued.TooMany();
    }
    var tenant = by.administers();
    var key = begun.get().key();
    // what fails from here on leaves a row by which the sweeper finds the pair
    var publicKey = vault.make(tenant, key);
    return new Issued.Done(key, publicKey, context(tenant, key), begun.get().endsAt());
  }

  /**
   * Opens what was sealed to a key, and imports it. Uses the network: no transaction here.
   *
   * @param sealed as {@link SealingVault#open} takes it
   * @throws StoreUnavailable where a store did not serve and no row was taken
   */
  public Opened run(
      Member by, OneTimeSecret session, SealingKeyId key, Format format, Mode mode, byte[] sealed) {
    if (!record.isAllowed(by)) {
      return new Opened.Off();
    }
    return switch (record.take(by, hash(session), key)) {
      case USED -> new Opened.KeyUsed();
      case ENDED -> new Opened.KeyEnded();
      case UNKNOWN -> new Opened.KeyUnknown();
      case TAKEN -> taken(by, key, format, mode, sealed);
    };
  }

  private Opened taken(Member by, SealingKeyId key, Format format, Mode mode, byte[] sealed) {
    var tenant = by.administers();
    try {
      var opened = vault.open(tenant, key, sealed, context(tenant, key));
      if (opened.isEmpty()) {
        record.unreadable(by, key);
        return new Opened.Unreadable();
      }
      var plain = opened.get();
      try {
        var door = Map.of("sealing_key", key.toString());
        return new Opened.Ran(tokens.run(by, door, format, mode, plain));
      } finally {
        Arrays.fill(plain, (byte) 0);
      }
    } finally {
      destroy(by, key);
    }
  }

  private void destroy(Member by, SealingKeyId key) {
    try {
      vault.destroy(by.administers(), key);
      record.destroyed(by, key);
    } catch (StoreUnavailable e) {
      // the sweeper comes
    }
  }

  /** What binds a ciphertext to its purpose, its tenant and its key. */
  private static String context(TenantId tenant, SealingKeyId key) {
    return "evergrant sealed import|" + tenant + "|" + key;
  }

  private static String hash(OneTimeSecret session) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(("sealing:" + session.reveal()).getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

package io.evergrant.verifier;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Checks Ed25519 signatures (RFC 8032), many by one key: a key's point on the curve is computed
 * once. Not for several threads at once.
 */
public final class Signatures {
  private final PublicKeys keys;
  private final Map<String, Signature> prepared = new HashMap<>();

  /**
   * @param keys those that are trusted
   */
  public Signatures(PublicKeys keys) {
    this.keys = keys;
  }

  /** Whether a key of that id is trusted. */
  boolean know(String id) {
    return keys.know(id);
  }

  /** Whether a trusted key signed it, and what it says of its key is true. */
  public boolean signed(Lines.Signed line) {
    return signed(line.checkpoint().key(), line.checkpoint().signed(), line.signature());
  }

  boolean signed(Lines.Removed line) {
    return signed(line.removal().key(), line.removal().signed(), line.signature());
  }

  private boolean signed(String id, byte[] text, String signature) {
    var key = keys.find(id);
    if (key == null) {
      return false;
    }
    try {
      var check = prepared(id, key);
      check.update(text);
      return check.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      prepared.remove(id);
      return false;
    }
  }

  private Signature prepared(String id, PublicKey key) throws GeneralSecurityException {
    var found = prepared.get(id);
    if (found != null) {
      return found;
    }
    var fresh = Signature.getInstance("Ed25519");
    fresh.initVerify(key);
    prepared.put(id, fresh);
    return fresh;
  }
}

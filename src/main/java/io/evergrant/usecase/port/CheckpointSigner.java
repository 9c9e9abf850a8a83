package io.evergrant.usecase.port;

import java.util.List;

/**
 * Signs checkpoints with a key that does not leave its store. Throws {@link StoreUnavailable} where
 * that does not serve.
 */
public interface CheckpointSigner {
  /** Versions of the key, oldest first; the newest signs. */
  List<Key> keys();

  /** The Ed25519 signature (RFC 8032) in Base64. */
  String sign(Key key, byte[] message);

  /**
   * A version of the key.
   *
   * @param publicKey its 32 bytes in Base64
   */
  record Key(int version, String publicKey) {}
}

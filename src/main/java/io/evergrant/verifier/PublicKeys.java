package io.evergrant.verifier;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The Ed25519 keys (RFC 8032) that the auditor trusts. */
public final class PublicKeys {
  /** SubjectPublicKeyInfo of an Ed25519 key up to its 32 bytes (RFC 8410 section 4). */
  private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int RAW = 32;

  private final Map<String, PublicKey> keys = new TreeMap<>();

  /**
   * Keys as text: PEM, or a line of Base64 each with the 32 bytes as Vault shows them. Lines that
   * begin with # say something to people.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static PublicKeys read(String text) {
    var read = new PublicKeys();
    for (var line : text.lines().map(String::strip).toList()) {
      if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith("-----")) {
        read.add(Base64.getDecoder().decode(line));
      }
    }
    if (read.keys.isEmpty()) {
      throw new IllegalArgumentException("there is no key in it");
    }
    return read;
  }

  /** The first eight bytes of the SHA-256 of the key's 32 bytes, in hexadecimal. */
  public static String id(byte[] raw) {
    return new ChainHash().of(raw).substring(0, 16);
  }

  boolean know(String id) {
    return keys.containsKey(id);
  }

  /** The key of that id; null where none of it is trusted. */
  @Nullable PublicKey find(String id) {
    return keys.get(id);
  }

  private void add(byte[] encoded) {
    var whole = PREFIX.length + RAW;
    var wrapped = encoded.length == whole && Arrays.equals(PREFIX, 0, 12, encoded, 0, 12);
    if (!wrapped && encoded.length != RAW) {
      throw new IllegalArgumentException("a line is no Ed25519 public key");
    }
    var raw = Arrays.copyOfRange(encoded, encoded.length - RAW, encoded.length);
    var info = Arrays.copyOf(PREFIX, whole);
    System.arraycopy(raw, 0, info, PREFIX.length, RAW);
    try {
      keys.put(
          id(raw), KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("a line is no Ed25519 public key", e);
    }
  }
}

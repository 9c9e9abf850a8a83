package io.evergrant.verifier;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hashes of the chain. Not for several threads at once. */
public final class ChainHash {
  /** Bytes of a hash. */
  public static final int LENGTH = 32;

  /** What stands for the link before the first. */
  public static final String BEFORE_THE_FIRST = "0".repeat(2 * LENGTH);

  private static final byte LEAF = 0;
  private static final byte NODE = 1;
  private static final byte LINK = 2;

  private final MessageDigest sha256;
  private final byte[] linkInput = new byte[1 + LENGTH + Long.BYTES + LENGTH];
  private final byte[] nodeInput = new byte[1 + LENGTH + LENGTH];

  public ChainHash() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
    linkInput[0] = LINK;
    nodeInput[0] = NODE;
  }

  /** The hash of a leaf (RFC 9162 section 2.1.1). */
  public byte[] leaf(byte[] event) {
    return leaf(event, 0, event.length);
  }

  byte[] leaf(byte[] bytes, int from, int to) {
    sha256.update(LEAF);
    sha256.update(bytes, from, to - from);
    return sha256.digest();
  }

  /** The hash of an inner node (section 2.1.1). */
  public byte[] node(byte[] left, byte[] right) {
    System.arraycopy(left, 0, nodeInput, 1, LENGTH);
    System.arraycopy(right, 0, nodeInput, 1 + LENGTH, LENGTH);
    return sha256.digest(nodeInput);
  }

  /** The link at a sequence, which binds all events up to it. */
  public byte[] link(byte[] previous, long sequence, byte[] leaf) {
    System.arraycopy(previous, 0, linkInput, 1, LENGTH);
    for (var i = 0; i < Long.BYTES; i++) {
      linkInput[1 + LENGTH + i] = (byte) (sequence >>> (8 * (Long.BYTES - 1 - i)));
    }
    System.arraycopy(leaf, 0, linkInput, 1 + LENGTH + Long.BYTES, LENGTH);
    return sha256.digest(linkInput);
  }

  /** Of plain bytes, in hexadecimal. */
  String of(byte[] bytes) {
    return hex(sha256.digest(bytes));
  }

  /** Of the canonical text of a checkpoint, in hexadecimal. */
  String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  public static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  public static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}

package io.evergrant.usecase.audit;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 (FIPS 180-4) that can be laid aside in the middle and taken up by another node, which the
 * JDK's cannot. For the sum of a whole export alone: what is checked before it goes out is checked
 * by the JDK's.
 */
final class RunningSha256 {
  private static final int BLOCK = 64;
  private static final int[] BEGIN = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
  };
  private static final int[] K = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
  };

  private final int[] state;
  private final byte[] block = new byte[BLOCK];
  private final int[] w = new int[BLOCK];
  private long length;

  private RunningSha256(int[] state, long length) {
    this.state = state;
    this.length = length;
  }

  /**
   * Takes up what was laid aside.
   *
   * @param aside null to begin
   * @param length bytes so far
   */
  static RunningSha256 of(@Nullable String aside, long length) {
    var sum = new RunningSha256(BEGIN.clone(), length);
    if (aside != null) {
      var bytes = HexFormat.of().parseHex(aside);
      for (var i = 0; i < BEGIN.length; i++) {
        sum.state[i] = word(bytes, 4 * i);
      }
      System.arraycopy(bytes, 32, sum.block, 0, bytes.length - 32);
    }
    return sum;
  }

  /** The state, and what does not fill a block yet, in hexadecimal. */
  String aside() {
    var filled = (int) (length % BLOCK);
    var bytes = new byte[32 + filled];
    words(state, bytes);
    System.arraycopy(block, 0, bytes, 32, filled);
    return HexFormat.of().formatHex(bytes);
  }

  void update(byte[] bytes) {
    var at = 0;
    var filled = (int) (length % BLOCK);
    length += bytes.length;
    if (filled > 0) {
      at = Math.min(BLOCK - filled, bytes.length);
      System.arraycopy(bytes, 0, block, filled, at);
      if (filled + at < BLOCK) {
        return;
      }
      compress(block, 0);
    }
    for (; at + BLOCK <= bytes.length; at += BLOCK) {
      compress(bytes, at);
    }
    System.arraycopy(bytes, at, block, 0, bytes.length - at);
  }

  /** Ends it (section 5.1.1). */
  String hex() {
    var bits = 8 * length;
    var filled = (int) (length % BLOCK);
    var padding = new byte[(filled < 56 ? 56 : 120) - filled + Long.BYTES];
    padding[0] = (byte) 0x80;
    for (var i = 0; i < Long.BYTES; i++) {
      padding[padding.length - 1 - i] = (byte) (bits >>> (8 * i));
    }
    update(padding);
    var sum = new byte[32];
    words(state, sum);
    return HexFormat.of().formatHex(sum);
  }

  /** Section 6.2.2. */
  private void compress(byte[] bytes, int from) {
    for (var t = 0; t < 16; t++) {
      w[t] = word(bytes, from + 4 * t);
    }
    for (var t = 16; t < BLOCK; t++) {
      var a = w[t - 15];
      var b = w[t - 2];
      var s0 = Integer.rotateRight(a, 7) ^ Integer.rotateRight(a, 18) ^ (a >>> 3);
      var s1 = Integer.rotateRight(b, 17) ^ Integer.rotateRight(b, 19) ^ (b >>> 10);
      w[t] = w[t - 16] + s0 + w[t - 7] + s1;
    }
    var a = state[0];
    var b = state[1];
    var c = state[2];
    var d = state[3];
    var e = state[4];
    var f = state[5];
    var g = state[6];
    var h = state[7];
    for (var t = 0; t < BLOCK; t++) {
      var s1 = Integer.rotateRight(e, 6) ^ Integer.rotateRight(e, 11) ^ Integer.rotateRight(e, 25);
      var t1 = h + s1 + ((e & f) ^ (~e & g)) + K[t] + w[t];
      var s0 = Integer.rotateRight(a, 2) ^ Integer.rotateRight(a, 13) ^ Integer.rotateRight(a, 22);
      var t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
      h = g;
      g = f;
      f = e;
      e = d + t1;
      d = c;
      c = b;
      b = a;
      a = t1 + t2;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
  }

  private static int word(byte[] bytes, int at) {
    return (bytes[at] << 24)
        | ((bytes[at + 1] & 0xff) << 16)
        | ((bytes[at + 2] & 0xff) << 8)
        | (bytes[at + 3] & 0xff);
  }

  private static void words(int[] from, byte[] to) {
    for (var i = 0; i < from.length; i++) {
      for (var j = 0; j < 4; j++) {
        to[4 * i + j] = (byte) (from[i] >>> (24 - 8 * j));
      }
    }
  }
}

package io.evergrant.verifier;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The root of a Merkle tree (RFC 9162 section 2.1.1) over leaves that come one by one: of each
 * perfect subtree only its hash is kept, so memory grows with the logarithm of their number.
 */
public final class MerkleTree {
  private final ChainHash hash;
  private final byte[] @Nullable [] subtrees = new byte[Long.SIZE][];
  private long size;

  public MerkleTree(ChainHash hash) {
    this.hash = hash;
  }

  /** Adds the hash of a leaf. */
  public void add(byte[] leaf) {
    var node = leaf;
    var level = 0;
    for (var carry = size; (carry & 1) == 1; carry >>>= 1) {
      node = hash.node(at(level), node);
      level++;
    }
    subtrees[level] = node;
    size++;
  }

  /** The root over what was added. */
  public byte[] root() {
    byte @Nullable [] root = null;
    for (var level = 0; level < Long.SIZE; level++) {
      if ((size >>> level & 1) == 1) {
        root = root == null ? at(level) : hash.node(at(level), root);
      }
    }
    if (root == null) {
      throw new IllegalStateException("a checkpoint is over at least one event");
    }
    return root;
  }

  public void clear() {
    Arrays.fill(subtrees, null);
    size = 0;
  }

  private byte[] at(int level) {
    var subtree = subtrees[level];
    if (subtree == null) {
      throw new IllegalStateException("no subtree at level " + level);
    }
    return subtree;
  }
}

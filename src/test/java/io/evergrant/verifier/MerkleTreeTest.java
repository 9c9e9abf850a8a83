package io.evergrant.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 9162 section 2.1.1. */
class MerkleTreeTest {
  private final ChainHash hash = new ChainHash();

  /** The entries and roots by which implementations of Certificate Transparency are compared. */
  @Test
  void the_roots_of_certificate_transparency() {
    var entries =
        List.of(
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f");
    var roots =
        List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    var tree = new MerkleTree(hash);
    for (var i = 0; i < entries.size(); i++) {
      tree.add(hash.leaf(HexFormat.of().parseHex(entries.get(i))));
      assertThat(ChainHash.hex(tree.root())).isEqualTo(roots.get(i));
    }
  }

  @Test
  void leaf_by_leaf_it_is_the_root_of_the_recursive_definition() {
    var tree = new MerkleTree(hash);
    for (var round = 0; round < 2; round++) {
      var leaves = new ArrayList<byte[]>();
      for (var i = 0; i < 150; i++) {
        var leaf = hash.leaf((round + " " + i).getBytes(UTF_8));
        leaves.add(leaf);
        tree.add(leaf);
        assertThat(tree.root()).isEqualTo(root(leaves));
      }
      tree.clear();
    }
  }

  private byte[] root(List<byte[]> leaves) {
    var n = leaves.size();
    if (n == 1) {
      return leaves.getFirst();
    }
    // the largest power of two that is smaller than n
    var k = Integer.highestOneBit(n - 1);
    return hash.node(root(leaves.subList(0, k)), root(leaves.subList(k, n)));
  }
}

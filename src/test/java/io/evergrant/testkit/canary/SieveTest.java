package io.evergrant.testkit.canary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The search that finds nothing in the portal finds what lies there. */
class SieveTest {
  private static final String SECRET = "c4/x1Yz789abcdef+=&<'\">%";
  private final Canaries canaries = new Canaries();

  static List<String> writings() {
    var bytes = ("client:" + SECRET + ":x").getBytes(UTF_8);
    return List.of(
        SECRET,
        "Basic " + Base64.getEncoder().encodeToString(bytes),
        Base64.getEncoder().encodeToString((" " + SECRET).getBytes(UTF_8)),
        Base64.getUrlEncoder().encodeToString(("  " + SECRET).getBytes(UTF_8)),
        HexFormat.of().formatHex(bytes),
        "\\x" + HexFormat.of().withUpperCase().formatHex(bytes),
        "a=" + URLEncoder.encode(SECRET, UTF_8),
        "c4%2fx1Yz789abcdef%2b%3d%26%3c%27%22%3e%25",
        "<b>c4/x1Yz789abcdef+=&amp;&lt;'&quot;&gt;%</b>",
        "value=\"c4/x1Yz789abcdef+=&amp;&lt;&#39;&quot;>%\"",
        "{\"a\":\"c4\\/x1Yz789abcdef+=&<'\\\">%\"}",
        "{\"a\":\"c4/x1Yz789abcdef+=\\u0026\\u003c\\u0027\\\"\\u003e%\"}");
  }

  @ParameterizedTest
  @MethodSource("writings")
  void it_is_found_in_each_writing(String written) {
    canaries.add("ClientSecret", "a form", SECRET);
    var sieve = new Sieve(canaries.all());
    sieve.sift("a line", "before " + written + " after");
    assertThat(sieve.found()).isNotEmpty().allMatch(found -> found.contains("a form"));
  }

  @Test
  void it_is_found_wherever_a_stream_is_cut_and_nowhere_else() {
    canaries.add("ClientSecret", "a form", SECRET);
    var random = new Random(7);
    var bytes = new byte[5 << 20];
    random.nextBytes(bytes);
    var clean = new Sieve(canaries.all());
    clean.sift("noise", bytes);
    assertThat(clean.found()).isEmpty();
    for (var at : List.of(0, (1 << 20) - 5, (2 << 20) - 1, bytes.length - SECRET.length())) {
      var spoiled = bytes.clone();
      System.arraycopy(SECRET.getBytes(UTF_8), 0, spoiled, at, SECRET.length());
      var sieve = new Sieve(canaries.all());
      try (var pan = sieve.pan("a stream")) {
        for (var from = 0; from < spoiled.length; from += 8_191) {
          pan.write(spoiled, from, Math.min(8_191, spoiled.length - from));
        }
      }
      assertThat(sieve.found()).as("at %d", at).hasSize(1);
    }
  }

  @Test
  void a_part_of_a_long_one_is_found() {
    var secret = "rt_" + "abcdefghijklmnopqrstuvwxyz0123456789".repeat(3);
    canaries.add("RefreshToken", "a refresh", secret);
    var sieve = new Sieve(canaries.all());
    sieve.sift("a line that was cut", secret.substring(0, 80));
    assertThat(sieve.found()).hasSize(1);
  }
}

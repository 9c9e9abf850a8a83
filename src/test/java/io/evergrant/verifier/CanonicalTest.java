package io.evergrant.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the examples of RFC 8785. */
class CanonicalTest {
  private final Canonical canonical = new Canonical("tenant");

  @Test
  void the_example_of_section_3_2_4_is_canonical() {
    assertThat(
            is(
                "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\"string\":\"€$\\u000f\\n"
                    + "A'B\\\"\\\\\\\\\\\"/\"}"))
        .isTrue();
  }

  @Test
  void names_are_in_the_order_of_section_3_2_3() {
    var sorted =
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
            + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
            + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
            + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}";
    assertThat(is(sorted)).isTrue();
    var asBytesAre =
        "{\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\",\"\ud83d\ude00\":\"Emoji: Grinning"
            + " Face\"}";
    assertThat(is(asBytesAre)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2"
  })
  void numbers_are_written_as_appendix_B_has_them(String bits, String text) {
    var value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    assertThat(Canonical.number(value)).isEqualTo(text);
    assertThat(is(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1, \"b\":2}",
        "{\"a\" :1}",
        "{\"b\":1,\"a\":2}",
        "{\"a\":1,\"a\":1}",
        "{\"a\":01}",
        "{\"a\":-0}",
        "{\"a\":1.0}",
        "{\"a\":1e3}",
        "{\"a\":9007199254740993}",
        "{\"a\":\"\\/\"}",
        "{\"a\":\"\\u0041\"}",
        "{\"a\":\"\\u000A\"}",
        "{\"a\":\"\\u000a\"}",
        "{\"a\":\"\\u001F\"}",
        "{\"a\":\"\\u0020\"}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":tru}",
        "{\"a\":1,}",
        "{\"a\":1}}",
        "{\"a\":\"",
        "{\"a\"",
        "[1,2",
        "[1,]",
        "",
        "-",
        "NaN"
      })
  void what_is_written_otherwise_is_not_canonical(String text) {
    assertThat(is(text)).isFalse();
  }

  @Test
  void bytes_that_are_no_utf_8_are_not_canonical() {
    for (var wrong :
        new int[][] {
          {0xc0, 0x80}, {0xed, 0xa0, 0x80}, {0xf5, 0x80, 0x80, 0x80}, {0x80}, {0xe2, 0x82}
        }) {
      var bytes = new byte[wrong.length + 2];
      bytes[0] = '"';
      for (var i = 0; i < wrong.length; i++) {
        bytes[i + 1] = (byte) wrong[i];
      }
      bytes[bytes.length - 1] = '"';
      assertThat(canonical.check(bytes, 0, bytes.length)).isFalse();
    }
  }

  @Test
  void a_member_of_the_outermost_object_is_found_and_no_other() {
    assertThat(is("{\"a\":{\"tenant\":\"inner\"},\"tenant\":\"t\",\"z\":{\"tenant\":1}}")).isTrue();
    assertThat(canonical.found("\"t\"".getBytes(UTF_8))).isTrue();
    assertThat(canonical.found("\"inner\"".getBytes(UTF_8))).isFalse();
    assertThat(is("{\"a\":{\"tenant\":\"t\"}}")).isTrue();
    assertThat(canonical.found("\"t\"".getBytes(UTF_8))).isFalse();
  }

  private boolean is(String text) {
    var bytes = (" " + text + " ").getBytes(UTF_8);
    return canonical.check(bytes, 1, bytes.length - 1);
  }
}

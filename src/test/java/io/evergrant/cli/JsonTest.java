package io.evergrant.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void every_kind_of_value_is_read() {
    var read =
        Json.object(
            """
            {"a" : "x\\n\\u00e9\\ud83d\\ude00\\/", "b":[1, -2.5e3, true, false, null, {}],\t"c":{"d":""}}\
            """);
    assertThat(read)
        .containsEntry("a", "x\né😀/")
        .containsEntry("c", Map.of("d", ""))
        .extractingByKey("b")
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .startsWith(new BigDecimal("1"), new BigDecimal("-2.5E+3"), true, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{\"a\"",
        "{\"a\":}",
        "{\"a\":1,}",
        "{\"a\":1}x",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":tru}",
        "{\"a\":--1}",
        "{'a':1}",
        "{\"a\":[1}",
        "{\"access_token\":\"canary"
      })
  void what_is_no_object_is_refused_and_not_repeated(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.object(text))
        .withMessageNotContaining("canary");
  }

  @Test
  void depth_is_bounded() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.object("{\"a\":" + "[".repeat(100_000)));
  }

  @Test
  void what_is_written_is_read_again() {
    var members = Map.of("t", "quote \" back \\ line \n null \u0000 smile 😀 é");
    var read = Json.object(Json.write(members));
    assertThat(read).isEqualTo(members);
    assertThat(List.of(Json.write(Map.of()))).containsExactly("{}");
  }
}

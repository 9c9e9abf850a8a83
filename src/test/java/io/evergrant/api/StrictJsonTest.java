package io.evergrant.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What two readers could understand in two ways is understood in none. */
class StrictJsonTest {
  @Test
  void an_object_is_read() {
    assertThat(StrictJson.read(body("{\"a\":\"ü\",\"b\":[1]} \n"), 1).getString("a"))
        .isEqualTo("ü");
  }

  @Test
  void whatever_is_no_single_object_is_malformed() {
    for (var text :
        List.of(
            "",
            " ",
            "1",
            "[]",
            "{\"a\":1",
            "{\"a\":1}x",
            "{\"a\":1}{}",
            "{\"a\":1,\"a\":1}",
            "{\"b\":{\"a\":1,\"a\":2}}",
            "{\"a\":NaN}",
            "{\"a\":01}",
            "{'a':1}",
            "{\"a\":\"\0\"}",
            "\uFEFF{\"a\":1}",
            "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}")) {
      assertThat(problem(text.getBytes(UTF_8), 64)).as(text).isEqualTo(ProblemType.MALFORMED_BODY);
    }
    assertThat(problem("{\"a\":\"ü\"}".getBytes(ISO_8859_1), 1))
        .isEqualTo(ProblemType.MALFORMED_BODY);
  }

  @Test
  void what_is_too_long_is_told_so() {
    var text = "{\"a\":\"" + "x".repeat(1024) + "\"}";
    assertThat(problem(text.getBytes(UTF_8), 1)).isEqualTo(ProblemType.BODY_TOO_LARGE);
  }

  @Test
  void all_members_of_a_wrong_type_are_named_at_once() {
    var sent =
        "{\"name\":1,\"scope\":\"a\\u0000b\",\"policy\":{\"mode\":\"often\",\"reuse_grace\":1e999999999},"
            + "\"authorize_parameters\":{\"a\":2},\"x/y\":0}";
    var thrown =
        catchThrowableOfType(
            Problem.class, () -> ProviderBody.draft(StrictJson.read(body(sent), 8), true));
    var document = thrown.document().toString();
    for (var pointer :
        List.of(
            "#/name",
            "#/scope",
            "#/policy/mode",
            "#/policy/reuse_grace",
            "#/authorize_parameters/a",
            "#/x~1y")) {
      assertThat(document).contains("\"pointer\":\"" + pointer + "\"");
    }
  }

  private static ProblemType problem(byte[] bytes, int longest) {
    var body = new ByteArrayInputStream(bytes);
    var problem = catchThrowableOfType(Problem.class, () -> StrictJson.read(body, longest));
    assertThat(problem).as("refused").isNotNull();
    return problem.type();
  }

  private static ByteArrayInputStream body(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }
}

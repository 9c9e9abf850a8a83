package io.evergrant.adapter.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
  @Test
  void a_well_of_brackets_is_unreadable_and_harms_nobody() {
    assertThat(Fields.read("{\"a\":" + "[".repeat(200_000))).isNull();
    assertThat(Fields.read("{\"a\":".repeat(40_000) + "1" + "}".repeat(40_000))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e999999999",
        "-0",
        "1e-400",
        "99999999999999999999",
        "\"\"",
        "\"1h\"",
        "[3600]",
        "{}",
        "true",
        "null",
      })
  void a_life_that_is_none_is_not_told(String number) {
    var fields = Fields.read("{\"expires_in\":" + number + "}");
    assertThat(fields == null ? null : fields.seconds("expires_in")).isNull();
  }

  @Test
  void P11_what_holds_tokens_does_not_print() {
    assertThat(Fields.read("{\"access_token\":\"canary\"}")).asString().doesNotContain("canary");
  }
}

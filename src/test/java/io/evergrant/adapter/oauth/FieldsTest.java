package io.evergrant.adapter.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

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

  /** Such a time is in no database's calendar, and the answer that says it holds a token. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"+900000000-01-01T00:00:00Z\"",
        "\"9999-12-31T23:59:59Z\"",
        "\"2020-01-01T00:00:00Z\"",
        "99999999999",
        "\"soon\"",
      })
  void P01_an_end_that_is_none_is_not_told(String end) {
    var fields = Fields.read("{\"expires_at\":" + end + "}");
    assertThat(fields == null ? null : fields.until("expires_at", NOW)).isNull();
  }

  @Test
  void P11_what_holds_tokens_does_not_print() {
    assertThat(Fields.read("{\"access_token\":\"canary\"}")).asString().doesNotContain("canary");
  }
}

package io.evergrant.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "0|PT0S",
        "120|PT2M",
        " 120 |PT2M",
        "Tue, 24 Nov 2026 09:00:30 GMT|PT30S",
        "Tue, 24 Nov 2026 08:59:59 GMT|PT0S",
        "31536000|PT24H",
        "99999999999|-",
        "-5|-",
        "1.5|-",
        "soon|-",
        "''|-",
      })
  void seconds_or_a_date_and_a_day_at_most(String value, String wait) {
    var read = RetryAfter.read(value, NOW);
    assertThat(read == null ? null : read.toString()).isEqualTo(wait);
  }
}

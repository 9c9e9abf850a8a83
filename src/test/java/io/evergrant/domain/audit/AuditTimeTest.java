package io.evergrant.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as people type them, where clocks go forward, back, and are odd. */
class AuditTimeTest {
  @ParameterizedTest
  @CsvSource({
    // a day begins at its midnight, in summer and in winter
    "Europe/Berlin,     2026-07-01,             2026-06-30T22:00:00Z",
    "Europe/Berlin,     2026-11-01,             2026-10-31T23:00:00Z",
    "Asia/Kathmandu,    2026-11-01,             2026-10-31T18:15:00Z",
    "Asia/Kathmandu,    2026-11-01T08:30,       2026-11-01T02:45:00Z",
    "UTC,               2026-11-01T08:30,       2026-11-01T08:30:00Z",
    // the clocks skip from two to three
    "Europe/Berlin,     2026-03-29T02:30,       2026-03-29T01:30:00Z",
    "Europe/Berlin,     2026-03-29T03:30,       2026-03-29T01:30:00Z",
    // they show two to three twice: the earlier
    "Europe/Berlin,     2026-10-25T02:30,       2026-10-25T00:30:00Z",
    "Europe/Berlin,     2026-10-25T02:30+01:00, 2026-10-25T01:30:00Z",
    // there is no midnight, and the day begins at one
    "Africa/Cairo,      2026-04-24,             2026-04-23T22:00:00Z",
    // an offset counts more than the zone
    "Asia/Tokyo,        2026-11-01T08:30:00Z,   2026-11-01T08:30:00Z",
    "Asia/Tokyo,        2026-11-01T08:30-03:30, 2026-11-01T12:00:00Z"
  })
  void a_time_is_one_of_the_zone(String zone, String typed, String instant) {
    assertThat(AuditTime.parse(typed, ZoneId.of(zone))).isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-02-30",
        "2026-11-01T25:00",
        "T",
        "2026-11-01TZ",
        "+900000000-01-01",
        "+900000000-01-01T00:00:00Z",
        "-4000-01-01T08:00"
      })
  void what_is_no_time_is_refused(String typed) {
    assertThatThrownBy(() -> AuditTime.parse(typed, ZoneId.of("Asia/Tokyo")))
        .isInstanceOf(DateTimeException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-01, false",
    "2026-11-01T08:30, false",
    "2026-11-01T08:30Z, true",
    "2026-11-01T08:30:00-03:30, true",
    "2026-11-01T08:30+05:45, true"
  })
  void only_a_time_with_an_offset_means_the_same_everywhere(String typed, boolean has) {
    assertThat(AuditTime.hasOffset(typed)).isEqualTo(has);
  }
}

package io.evergrant.portal.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.portal.text.ShownZone.Source;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TimesTest {
  private static final Sentences TEXT = new Sentences(Locale.ENGLISH);
  private static final Instant AT = Instant.parse("2026-11-26T10:00:00Z");

  @Test
  void a_page_shows_the_time_of_the_zone_that_its_frame_names() {
    assertThat(in("Asia/Kathmandu").shown(AT)).isEqualTo("26 Nov 2026, 15:45:00");
    assertThat(in("Asia/Kathmandu").utc(AT)).isEqualTo("26 Nov 2026, 10:00:00 UTC");
    assertThat(in("Asia/Kathmandu").day(Instant.parse("2026-11-26T18:15:00Z"))).isEqualTo("27 Nov");
  }

  @Test
  void where_nobody_told_a_zone_the_time_says_that_it_is_utc() {
    assertThat(new Times(TEXT, ShownZone.UTC).shown(AT)).isEqualTo("26 Nov 2026, 10:00:00 UTC");
  }

  @Test
  void a_time_that_is_told_has_its_offset() {
    assertThat(in("Asia/Kathmandu").told(AT)).isEqualTo("26 Nov 2026, 15:45:00 UTC+05:45");
    assertThat(in("Europe/London").told(AT)).isEqualTo("26 Nov 2026, 10:00:00 UTC");
    assertThat(in("Europe/London").told(Instant.parse("2026-07-26T10:00:00Z")))
        .isEqualTo("26 Jul 2026, 11:00:00 UTC+01:00");
  }

  @Test
  void of_a_time_that_comes_twice_each_is_told_apart() {
    var berlin = in("Europe/Berlin");
    assertThat(berlin.shown(Instant.parse("2026-10-25T00:30:00Z")))
        .isEqualTo("25 Oct 2026, 02:30:00 UTC+02:00");
    assertThat(berlin.shown(Instant.parse("2026-10-25T01:30:00Z")))
        .isEqualTo("25 Oct 2026, 02:30:00 UTC+01:00");
    assertThat(berlin.hour(Instant.parse("2026-10-25T01:00:00Z")))
        .isEqualTo("25 Oct, 02:00 UTC+01:00");
    assertThat(berlin.shown(Instant.parse("2026-10-25T02:30:00Z")))
        .isEqualTo("25 Oct 2026, 03:30:00");
  }

  @Test
  void no_time_is_shown_that_the_clocks_skip() {
    var berlin = in("Europe/Berlin");
    assertThat(berlin.shown(Instant.parse("2026-03-29T00:59:59Z")))
        .isEqualTo("29 Mar 2026, 01:59:59");
    assertThat(berlin.shown(Instant.parse("2026-03-29T01:00:00Z")))
        .isEqualTo("29 Mar 2026, 03:00:00");
  }

  private static Times in(String zone) {
    return new Times(TEXT, new ShownZone(ZoneId.of(zone), Source.BROWSER));
  }
}

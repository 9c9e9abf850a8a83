package io.evergrant.domain.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class StartsTest {
  @Test
  void a_day_has_twenty_four_hours_of_which_the_last_goes_on() {
    var hours = Starts.hours(Instant.parse("2026-11-26T10:59:59Z"));
    assertThat(hours).hasSize(24).isSorted();
    assertThat(hours.getFirst()).isEqualTo("2026-11-25T11:00:00Z");
    assertThat(hours.getLast()).isEqualTo("2026-11-26T10:00:00Z");
  }

  @Test
  void today_is_another_day_in_another_zone() {
    var late = Instant.parse("2026-11-26T20:00:00Z");
    assertThat(Starts.days(late, ZoneId.of("UTC")).getLast()).isEqualTo("2026-11-26T00:00:00Z");
    assertThat(Starts.days(late, ZoneId.of("Asia/Kathmandu")).getLast())
        .isEqualTo("2026-11-26T18:15:00Z");
    assertThat(Starts.days(late, ZoneId.of("Asia/Kathmandu")).getFirst())
        .isEqualTo("2026-10-28T18:15:00Z");
  }

  @Test
  void days_in_which_clocks_are_changed_are_longer_or_shorter() {
    var berlin = ZoneId.of("Europe/Berlin");
    var autumn = Starts.days(Instant.parse("2026-11-10T12:00:00Z"), berlin);
    var spring = Starts.days(Instant.parse("2026-04-10T12:00:00Z"), berlin);
    assertThat(autumn).hasSize(30).isSorted();
    assertThat(longest(autumn)).isEqualTo(Duration.ofHours(25));
    assertThat(Duration.between(spring.getFirst(), spring.getLast()))
        .isEqualTo(Duration.ofHours(29 * 24 - 1));
  }

  private static Duration longest(java.util.List<Instant> starts) {
    var longest = Duration.ZERO;
    for (var i = 1; i < starts.size(); i++) {
      var day = Duration.between(starts.get(i - 1), starts.get(i));
      longest = day.compareTo(longest) > 0 ? day : longest;
    }
    return longest;
  }
}

package io.evergrant.domain.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZonesTest {
  @ParameterizedTest
  @CsvSource({
    "Asia/Kathmandu, Asia/Kathmandu",
    "' asia/kathmandu ', Asia/Kathmandu",
    "America/New York, America/New_York",
    "America/Argentina/Buenos_Aires, America/Argentina/Buenos_Aires",
    "utc, UTC",
    "Etc/GMT+5, Etc/GMT+5"
  })
  void a_zone_is_known_by_its_name_as_people_type_it(String typed, String name) {
    assertThat(Zones.named(typed)).contains(ZoneId.of(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Kathmandu", "+05:45", "UTC+05:45", "SystemV/EST5", "Asia/../x", "Z"})
  void what_no_place_has_is_no_zone(String typed) {
    assertThat(Zones.named(typed)).isEmpty();
  }

  @Test
  void each_that_is_offered_is_taken_and_fits_the_database() {
    assertThat(Zones.offered())
        .hasSizeGreaterThan(400)
        .contains("UTC", "Europe/Berlin", "Asia/Kathmandu")
        .doesNotContain("EST5EDT", "Etc/GMT+5")
        .isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER)
        .allMatch(name -> Zones.named(name).isPresent())
        .allMatch(
            name -> name.length() <= 50 && name.matches("[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,2}"));
  }
}

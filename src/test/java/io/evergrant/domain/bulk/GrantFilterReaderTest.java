package io.evergrant.domain.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.grant.GrantFilter;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.Rotation;
import io.evergrant.domain.provider.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantFilterReaderTest {
  private static final GrantFilter EVERYTHING_ASKED =
      new GrantFilter(
          "50% & more=ä€𝄞+ ~",
          GrantStatus.NEEDS_CONSENT,
          "revoked",
          new ProviderId(UUID.randomUUID()),
          Duration.ofDays(30),
          "https://api.example/a+b",
          Instant.parse("2026-01-31T00:00:00Z"),
          Instant.parse("2026-02-28T08:30:00.123456Z"),
          Rotation.NEVER,
          UUID.randomUUID(),
          List.of(new GrantId(UUID.randomUUID()), new GrantId(UUID.randomUUID())));

  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

  @Test
  void what_was_written_is_read_as_it_was_meant() {
    assertThat(GrantFilterReader.parse(EVERYTHING_ASKED.query())).isEqualTo(EVERYTHING_ASKED);
    assertThat(GrantFilterReader.parse("")).isEqualTo(GrantFilter.ANY);
    assertThat(GrantFilter.ANY.isNarrow()).isFalse();
    assertThat(EVERYTHING_ASKED.isNarrow()).isTrue();
  }

  @Test
  void what_nobody_wrote_is_no_question() {
    for (var other :
        List.of("status=actve", "colour=red", "q=a&q=b", "ends=7&status=active", "provider=7")) {
      assertThatThrownBy(() -> GrantFilterReader.parse(other))
          .as(other)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "status, actve",
    "provider, mail",
    "ends, 0",
    "ends, soon",
    "scope, two scopes",
    "from, 31.01.2026",
    "before, +999999-01-01",
    "cause, Robert'); --",
    "rotation, none",
    "unanswered, yes",
    "zone, Middle-earth/Shire",
    "grant, all"
  })
  void what_cannot_be_read_is_named_because_without_it_more_is_found(String name, String value) {
    var read =
        GrantFilterReader.read(
            asked -> asked.equals(name) ? List.of(value) : List.of(), ZoneOffset.UTC);
    assertThat(read.isUnderstood()).isFalse();
    assertThat(read.mistaken()).containsExactly(name);
  }

  @Test
  void a_day_is_its_beginning() {
    var read =
        GrantFilterReader.read(name -> name.equals("from") ? day() : List.of(), ZoneOffset.UTC);
    assertThat(read.filter().from()).isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
    assertThat(read.filter().query()).isEqualTo("from=2026-01-31T00%3A00%3A00Z");
  }

  @Test
  void a_day_is_one_of_the_zone_that_is_asked_in_and_is_kept_as_an_instant() {
    var own = GrantFilterReader.read(name -> name.equals("from") ? day() : List.of(), TOKYO);
    assertThat(own.filter().query()).isEqualTo("from=2026-01-30T15%3A00%3A00Z");
    var asked = Map.of("from", day(), "zone", List.of("Asia/Kathmandu"));
    var read = GrantFilterReader.read(name -> asked.getOrDefault(name, List.of()), TOKYO);
    assertThat(read.filter().from()).isEqualTo(Instant.parse("2026-01-30T18:15:00Z"));
    assertThat(read.zone()).isEqualTo(ZoneId.of("Asia/Kathmandu"));
    assertThat(GrantFilterReader.parse(read.filter().query())).isEqualTo(read.filter());
  }

  private static List<String> day() {
    return List.of("2026-01-31");
  }
}

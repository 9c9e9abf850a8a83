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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    "ends, 3651",
    "ends, soon",
    "scope, two scopes",
    "q, a\u0007b",
    "from, 31.01.2026",
    "before, +999999-01-01",
    "cause, Robert'); --",
    "rotation, none",
    "unanswered, yes",
    "zone, Middle-earth/Shire",
    "grant, all"
  })
  void what_cannot_be_read_is_named_because_without_it_more_is_found(String name, String value) {
    var read = read(name, List.of(value));
    assertThat(read.isUnderstood()).isFalse();
    assertThat(read.mistaken()).containsExactly(name);
  }

  @Test
  void a_field_of_a_form_that_was_left_empty_asks_nothing() {
    assertThat(asked("status", "")).isEqualTo(GrantFilter.ANY);
    assertThat(asked("ends", "  ")).isEqualTo(GrantFilter.ANY);
    assertThat(asked("q", "", "ada")).isEqualTo(asked("q", "ada"));
  }

  @ParameterizedTest
  @CsvSource({"q, 200", "scope, 500"})
  void a_text_has_a_longest_length(String name, int longest) {
    assertThat(asked(name, "x".repeat(longest)).isNarrow()).isTrue();
    assertThat(read(name, List.of("x".repeat(longest + 1))).mistaken()).containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3_650})
  void an_end_is_from_a_day_to_ten_years_away(int days) {
    assertThat(asked("ends", Integer.toString(days)).endsWithin()).isEqualTo(Duration.ofDays(days));
  }

  @Test
  void two_hundred_grants_may_be_named_and_no_more() {
    var most = Stream.generate(UUID::randomUUID).limit(200).map(UUID::toString).toList();
    assertThat(asked("grant", most.toArray(String[]::new)).only()).hasSize(200);
    var more = Stream.concat(most.stream(), Stream.of(UUID.randomUUID().toString())).toList();
    assertThat(read("grant", more).mistaken()).containsExactly("grant");
    var twice = Stream.of(most, List.copyOf(most)).flatMap(List::stream).toList();
    assertThat(read("grant", twice).filter().only()).as("each counts once").hasSize(200);
  }

  @Test
  void a_day_is_its_beginning() {
    var filter = asked("from", "2026-01-31");
    assertThat(filter.from()).isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
    assertThat(filter.query()).isEqualTo("from=2026-01-31T00%3A00%3A00Z");
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

  private static GrantFilter asked(String name, String... values) {
    var read = read(name, List.of(values));
    assertThat(read.mistaken()).isEmpty();
    return read.filter();
  }

  private static GrantFilterReader.Read read(String name, List<String> values) {
    return GrantFilterReader.read(asked -> asked.equals(name) ? values : List.of(), ZoneOffset.UTC);
  }

  private static List<String> day() {
    return List.of("2026-01-31");
  }
}

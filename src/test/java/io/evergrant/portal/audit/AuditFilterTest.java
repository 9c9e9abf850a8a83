package io.evergrant.portal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.Part;
import io.evergrant.domain.audit.QuestionText;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.apache.commons.csv.CSVPrinter;
import org.junit.jupiter.api.Test;

/** The question in the address, and the cells of its answer. */
class AuditFilterTest {
  private static AuditFilter of(Map<String, String> parameters) {
    return AuditFilter.of(
        name -> parameters.getOrDefault(name, ""),
        (written, zone) -> QuestionText.read(written, Map.of(), zone),
        ZoneId.of("UTC"),
        50);
  }

  @Test
  void a_whole_question_is_read_and_written_back() {
    var filter = of(Map.of("type", "refresh_ended", "outcome", "renewed", "from", "2026-11-24"));
    assertThat(filter.mistaken()).isEmpty();
    assertThat(filter.question().type()).isEqualTo(AuditEventType.REFRESH_ENDED);
    assertThat(filter.question().from()).isEqualTo(Instant.parse("2026-11-24T00:00:00Z"));
    assertThat(filter.query())
        .hasToString("?type=refresh_ended&outcome=renewed&from=2026-11-24&zone=UTC");
  }

  @Test
  void times_may_be_days_minutes_or_instants() {
    assertThat(of(Map.of("until", "2026-11-24T08:30")).question().until())
        .isEqualTo(Instant.parse("2026-11-24T08:30:00Z"));
    assertThat(of(Map.of("until", "2026-11-24T08:30:01Z")).question().until())
        .isEqualTo(Instant.parse("2026-11-24T08:30:01Z"));
  }

  @Test
  void a_question_with_a_time_says_in_which_zone_it_is_meant() {
    var tokyo = Map.of("from", "2026-11-24", "zone", "Asia/Tokyo");
    assertThat(of(tokyo).question().from()).isEqualTo(Instant.parse("2026-11-23T15:00:00Z"));
    assertThat(of(tokyo).query()).hasToString("?from=2026-11-24&zone=Asia%2FTokyo");
    var words = of(Map.of("q", "after:2026-11-24", "zone", "asia/kathmandu"));
    assertThat(words.question().parts())
        .containsExactly(new Part.From(Instant.parse("2026-11-23T18:15:00Z")));
    assertThat(words.query()).hasToString("?q=after%3A2026-11-24&zone=Asia%2FKathmandu");
    assertThat(of(Map.of("from", "2026-11-24T00:00Z", "zone", "Asia/Tokyo")).query())
        .as("an instant is one everywhere")
        .hasToString("?from=2026-11-24T00%3A00Z");
    assertThat(of(Map.of("zone", "Asia/Tokyo")).query()).hasToString("");
    assertThat(of(Map.of("zone", "Middle-earth/Shire")).mistaken()).containsExactly("zone");
  }

  @Test
  void what_is_not_understood_is_named_and_not_ignored() {
    var filter =
        of(Map.of("grant", "<b>", "type", "magic", "from", "yesterday", "before", "first"));
    assertThat(filter.mistaken()).containsExactlyInAnyOrder("grant", "type", "from", "before");
    assertThat(filter.query().toString()).isEmpty();
  }

  @Test
  void words_stand_in_the_address_beside_the_fields() {
    var filter = of(Map.of("q", "actor:timer \"a b\"", "type", "refresh_ended"));
    assertThat(filter.isUnderstood()).isTrue();
    assertThat(filter.question().parts())
        .containsExactly(new Part.ByKind("timer", false), new Part.Words("a b", false));
    assertThat(filter.question().type()).isEqualTo(AuditEventType.REFRESH_ENDED);
    assertThat(filter.query()).hasToString("?q=actor%3Atimer+%22a+b%22&type=refresh_ended");
    assertThat(of(Map.of("q", "actr:timer")).isUnderstood()).isFalse();
  }

  @Test
  void the_page_key_is_no_part_of_the_question() {
    var filter = of(Map.of("before", "17"));
    assertThat(filter.question().before()).isEqualTo(17);
    assertThat(filter.query().toString()).isEmpty();
  }

  @Test
  void a_line_of_the_export_quotes_what_needs_it() throws IOException {
    var out = new StringWriter();
    var entry =
        new AuditEntry(
            7,
            Instant.parse("2026-11-24T08:30:00Z"),
            AuditEventType.PROVIDER_REGISTERED,
            "=cmd|' /C calc'!A0",
            null,
            null,
            null,
            "a, \"b\"",
            null,
            null,
            Map.of("name", "n", "client_id", "c"));
    try (var printer = new CSVPrinter(out, AuditCsv.FORMAT)) {
      AuditCsv.write(printer, entry);
    }
    assertThat(out.toString().lines().skip(1))
        .containsExactly(
            "7,2026-11-24T08:30:00Z,provider_registered,'=cmd|' /C calc'!A0,,,,\"a, \"\"b\"\"\",,,,"
                + "client_id=c; name=n");
  }
}

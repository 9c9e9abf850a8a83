package io.evergrant.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** RFC 8785, section by section. */
class LoggedEventTest {
  private static final TenantId TENANT = TenantId.parse("11111111-1111-4111-8111-111111111111");

  @Test
  void P18_every_field_of_the_row_is_in_its_canonical_text() {
    var id = UUID.fromString("22222222-2222-4222-8222-222222222222");
    var event =
        new LoggedEvent(
            TENANT,
            42,
            Instant.parse("2026-01-02T03:04:05.000006Z"),
            "refresh_ended",
            "person",
            id,
            "ada@acme.example",
            id,
            id,
            id,
            true,
            "renewed",
            Map.of("cause", "rotated", "a", "b"));
    assertThat(event.canonical())
        .isEqualTo(
            ("{\"actor\":{\"kind\":\"person\",\"member\":\"ID\",\"name\":\"ada@acme.example\"},"
                    + "\"at\":\"2026-01-02T03:04:05.000006Z\",\"attempt\":\"ID\","
                    + "\"details\":{\"a\":\"b\",\"cause\":\"rotated\"},\"grant\":\"ID\","
                    + "\"number\":42,\"outcome\":\"renewed\",\"provider\":\"ID\","
                    + "\"tenant\":\"11111111-1111-4111-8111-111111111111\",\"terminal\":true,"
                    + "\"type\":\"refresh_ended\"}")
                .replace("ID", id.toString()));
  }

  @Test
  void what_is_not_known_is_null_and_never_left_out() {
    assertThat(with(Map.of()))
        .isEqualTo(
            "{\"actor\":{\"kind\":\"anonymous\",\"member\":null,\"name\":null},"
                + "\"at\":\"1970-01-01T00:00:00.000000Z\",\"attempt\":null,\"details\":{},"
                + "\"grant\":null,\"number\":1,\"outcome\":null,\"provider\":null,"
                + "\"tenant\":\"11111111-1111-4111-8111-111111111111\",\"terminal\":false,"
                + "\"type\":\"signed_in\"}");
  }

  /** Section 3.2.2.2. */
  @Test
  void texts_are_escaped_as_little_as_can_be() {
    assertThat(
            with(Map.of("k", "€$\u000f\nA'B\"\\\\\"/\b\f\r\t\u0001\u0010\u001f\u007f\ud83d\ude00")))
        .contains(
            "{\"k\":\"€$\\u000f\\n"
                + "A'B\\\"\\\\\\\\\\\"/\\b\\f\\r"
                + "\\t\\u0001\\u0010\\u001f\u007f\ud83d\ude00\"}");
  }

  /** Section 3.2.3: by UTF-16 code units, not by code points. */
  @Test
  void names_are_sorted() {
    assertThat(
            with(
                Map.of(
                    "\u20ac",
                    "5",
                    "\r",
                    "1",
                    "\ufb33",
                    "7",
                    "1",
                    "2",
                    "\ud83d\ude00",
                    "6",
                    "\u0080",
                    "3",
                    "\u00f6",
                    "4")))
        .contains(
            "{\"\\r\":\"1\",\"1\":\"2\",\"\u0080\":\"3\",\"\u00f6\":\"4\",\"\u20ac\":\"5\","
                + "\"\ud83d\ude00\":\"6\",\"\ufb33\":\"7\"}");
  }

  @Test
  void a_time_that_no_event_can_have_is_written_all_the_same() {
    assertThat(LoggedEvent.time(Instant.MAX)).startsWith("+1000000000-12-31");
    assertThat(LoggedEvent.time(Instant.MIN)).startsWith("-1000000000-01-01");
    assertThat(LoggedEvent.time(Instant.parse("0099-01-02T03:04:05Z")))
        .isEqualTo("0099-01-02T03:04:05.000000Z");
  }

  private static String with(Map<String, String> details) {
    return new LoggedEvent(
            TENANT,
            1,
            Instant.EPOCH,
            "signed_in",
            "anonymous",
            null,
            null,
            null,
            null,
            null,
            false,
            null,
            details)
        .canonical();
  }
}

package io.evergrant.adapter.syslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.SyslogReceiver.Message;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes over the wire (RFC 5424, RFC 5425 section 4.3). */
class FramesTest {
  private static final String ID = "018f6a2e-0000-7000-8000-00000000000a";
  private static final String TIME = "2026-11-26T20:30:59.123456Z";

  private final Frames frames = new Frames(Facility.AUDIT, "grants.example.com", "node1", 32473);

  @Test
  void a_message_is_counted_in_octets_and_has_every_field() {
    var event = message("Acme", "refresh_ended", TIME, "{\"event\":{\"name\":\"Zoë\"}}");
    assertThat(text(event))
        .isEqualTo(
            "220 <110>1 "
                + TIME
                + " grants.example.com evergrant node1 refresh_ended [evergrant@32473 tenant=\""
                + ID
                + "\" organisation=\"Acme\" sequence=\"7\" number=\"4711\"]"
                + " {\"event\":{\"name\":\"Zoë\"}}");
  }

  @Test
  void messages_follow_each_other_without_anything_in_between() {
    var line = "{\"a\":\"\\n\"}\n\u0000";
    var bytes =
        frames.of(List.of(message("Ä", "a", TIME, line), message("Ö", "b", TIME, "日本語 🗝")));
    var rest = bytes;
    for (var end : List.of(line, "日本語 🗝")) {
      var text = new String(rest, UTF_8);
      var blank = text.indexOf(' ');
      var length = Integer.parseInt(text.substring(0, blank));
      var one = new String(rest, blank + 1, length, UTF_8);
      assertThat(one).startsWith("<110>1 ").endsWith(end);
      rest = Arrays.copyOfRange(rest, blank + 1 + length, rest.length);
    }
    assertThat(rest).isEmpty();
  }

  @Test
  void what_ends_a_parameter_is_escaped_and_no_name_makes_a_line_or_a_field_of_its_own() {
    var name = "a]b\"c\\d] [x@1 y=\"z\"]\n<110>1 ё日\u0007\u0085";
    assertThat(text(message(name, "a", TIME, "{}")))
        .contains(" organisation=\"a\\]b\\\"c\\\\d\\] [x@1 y=\\\"z\\\"\\] <110>1 ё日  \" sequence=")
        .doesNotContain("\n");
  }

  @Test
  void a_header_is_printable_ascii_and_not_too_long() {
    var odd = new Frames(Facility.LOCAL7, "h\u00e4user und\nmehr", "n".repeat(200), 4711);
    var event = new Message(TenantId.parse(ID), "", "", "yesterday", 1, null, "{}");
    assertThat(new String(odd.of(List.of(event)), UTF_8))
        .matches(
            "\\d+ <190>1 - h_user_und_mehr evergrant n{128} - \\[evergrant@4711 tenant=\""
                + ID
                + "\" organisation=\"\" sequence=\"1\"] \\{}");
    assertThat(text(message("A", "x".repeat(40), "+10000-01-01T00:00:00Z", "{}")))
        .contains("<110>1 - grants.example.com evergrant node1 " + "x".repeat(32) + " [");
  }

  @Test
  void the_text_has_no_byte_order_mark() {
    assertThat(text(message("A", "a", TIME, "{}"))).endsWith("] {}").doesNotContain("\uFEFF");
  }

  private String text(Message message) {
    return new String(frames.of(List.of(message)), UTF_8);
  }

  private static Message message(String organisation, String kind, String time, String line) {
    return new Message(TenantId.parse(ID), organisation, kind, time, 7, 4711L, line);
  }
}

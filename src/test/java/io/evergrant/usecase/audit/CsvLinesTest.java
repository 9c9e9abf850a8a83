package io.evergrant.usecase.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;

class CsvLinesTest {
  private final CsvLines format = new CsvLines();

  @Test
  void no_cell_begins_a_formula() {
    for (var typed :
        new String[] {
          "=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"https://evil.example\",\"x\")"
        }) {
      var cell = CsvLines.cell(typed);
      assertThat(cell).as(typed).matches("\"?'.*");
      assertThat(read(cell + "\r\n")[0]).isEqualTo("'" + typed);
    }
    assertThat(CsvLines.cell("a=1")).isEqualTo("a=1");
  }

  @Test
  void no_cell_holds_another_that_begins_a_formula() {
    var cell = CsvLines.cell("x;=1+1;y");
    assertThat(cell).isEqualTo("\"x;'=1+1;y\"");
    assertThat(cell.split(";", -1)).as("to Excel in German").contains("'=1+1");
  }

  @Test
  void what_would_end_a_cell_somewhere_is_in_quotes() {
    for (var text : new String[] {"a,b", "a;b", "a|b", "a\tb", "a\"b", "a\r\nb", "a\nb"}) {
      var cell = CsvLines.cell(text);
      assertThat(cell).as(text).startsWith("\"").endsWith("\"");
      assertThat(read(cell + "\r\n")[0]).isEqualTo(text);
    }
    assertThat(CsvLines.cell(null)).isEmpty();
  }

  /** RFC 4180 section 2, by another's reader. */
  @Test
  void a_row_says_what_the_event_does() {
    var out = new StringBuilder();
    format.begin(out, Events.MANIFEST);
    format.event(
        out,
        Events.linked(7, Events.event("refresh_ended", "=cmd", Map.of("cause", "-\"a\",b\r\n"))));
    format.event(out, Events.gone(8));
    var rows = out.toString();
    assertThat(rows).endsWith("\r\n");
    var head = read(rows);
    assertThat(head).startsWith("sequence", "number", "time", "event").endsWith("details", "hash");
    var row = read(rows.substring(rows.indexOf("\r\n") + 2));
    assertThat(row).hasSameSizeAs(head);
    assertThat(row[0]).isEqualTo("7");
    assertThat(row[2]).isEqualTo("2026-11-24T09:00:00.000000Z");
    assertThat(row[5]).as("who").isEqualTo("'=cmd");
    assertThat(row[12]).as("cause").isEqualTo("'-\"a\",b\r\n");
    assertThat(row[13]).as("details").isEqualTo("{\"cause\":\"-\\\"a\\\",b\\r\\n\"}");
    var last = read(rows.substring(rows.lastIndexOf("\r\n", rows.length() - 3) + 2));
    assertThat(last).hasSameSizeAs(head).startsWith("8", "", "").endsWith("", Events.HASH);
  }

  private static String[] read(String text) {
    try (var parser = CSVFormat.RFC4180.parse(new StringReader(text))) {
      return parser.iterator().next().values();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

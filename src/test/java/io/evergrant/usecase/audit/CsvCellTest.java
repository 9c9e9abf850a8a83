package io.evergrant.usecase.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "-", "=cmd|' /C x'!A0"})
  void a_cell_begins_no_formula(String typed) {
    assertThat(CsvCell.of(typed)).isEqualTo("'" + typed);
  }

  /** Whatever some spreadsheet takes for the sign between two cells, or two rows. */
  @ParameterizedTest
  @ValueSource(strings = {";", ",", "|", "\t", "\r", "\n", "\r\n"})
  void no_cell_within_it_begins_a_formula(String between) {
    for (var formula : new String[] {"=1+1", "+1", "-1", "@SUM(A1)"}) {
      for (var blank : new String[] {"", " ", "  ", "\u00a0", "\"", " \" ", "\u200b", "\u0000"}) {
        assertThat(CsvCell.of("x" + between + blank + formula + between + "y"))
            .isEqualTo("x" + between + blank + "'" + formula + between + "y");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      value = {
        "x;=1+1;y > x;'=1+1;y",
        "=1;=2;;=3 > '=1;'=2;;'=3",
        "a,-1|+2 > a,'-1|'+2",
        "{\"cause\":\"a, =b\"} > {\"cause\":\"a, '=b\"}",
        "\"=1 > \"'=1",
      })
  void each_of_several_has_its_own_apostrophe(String typed, String shown) {
    assertThat(CsvCell.of(typed)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a=1", "a-b", "ada@acme.example", "1 + 1", "a; b=c", "name=n; key=k", "x;", ""})
  void what_begins_no_formula_is_left_alone(String typed) {
    assertThat(CsvCell.of(typed)).isEqualTo(typed);
  }

  @Test
  void nothing_is_empty_and_a_tab_at_the_beginning_hides_nothing() {
    assertThat(CsvCell.of(null)).isEmpty();
    assertThat(CsvCell.of("\t=1")).isEqualTo("'\t'=1");
    assertThat(CsvCell.of(" =1")).isEqualTo(" '=1");
    assertThat(Arrays.stream(CsvCell.of("\n=1;\n@x").split("[;\n]", -1)))
        .noneMatch(cell -> cell.startsWith("=") || cell.startsWith("@"));
  }
}

package io.evergrant.portal.audit;

import org.jspecify.annotations.Nullable;

/**
 * A cell that a spreadsheet shows as it is: what it would take for a formula gets an apostrophe
 * before it. The words in the log come from providers and people, so anybody could have typed one.
 */
public final class CsvCell {
  private static final String BEGINS_A_FORMULA = "=+-@\t\r\n";

  private CsvCell() {}

  public static String of(@Nullable Object value) {
    var text = value == null ? "" : value.toString();
    return !text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}

package io.evergrant.usecase.audit;

import org.jspecify.annotations.Nullable;

/**
 * A cell that a spreadsheet shows as it is: what it would take for a formula gets an apostrophe
 * before it. The words in the log come from providers and people, so anybody could have typed one.
 *
 * <p>That is so within a cell too. Where a semicolon stands between cells, as in Excel on a machine
 * whose decimal sign is the comma, a cell in quotes that does not come first in its row is cut at
 * each semicolon and at each line break in it.
 */
public final class CsvCell {
  private static final String BEGINS_A_FORMULA = "=+-@";

  /** Of some country or some program, or of the row. */
  private static final String BEGINS_A_CELL = ";,|\t\r\n";

  private CsvCell() {}

  /** Not in quotes yet, whatever is in it. */
  public static String of(@Nullable Object value) {
    var text = value == null ? "" : value.toString();
    var out = new StringBuilder(text.length() + 1);
    if (!text.isEmpty() && "\t\r\n".indexOf(text.charAt(0)) >= 0) {
      out.append('\'');
    }
    var begins = true;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (begins && BEGINS_A_FORMULA.indexOf(c) >= 0) {
        out.append('\'');
      }
      begins = BEGINS_A_CELL.indexOf(c) >= 0 || (begins && isPassedOver(c));
      out.append(c);
    }
    return out.toString();
  }

  /** Before the first sign of a cell: blanks, what is not seen, and quotes. */
  private static boolean isPassedOver(char c) {
    return c == '"'
        || Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT;
  }
}

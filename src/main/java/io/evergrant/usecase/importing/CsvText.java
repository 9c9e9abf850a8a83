package io.evergrant.usecase.importing;

import io.evergrant.usecase.importing.BodyFault.Kind;
import io.evergrant.usecase.importing.Document.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Rows of CSV. The first line names the columns: those of a row, with the token dictionary as JSON
 * in the column {@code token}, or its fields in columns of their own.
 */
final class CsvText {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

  private CsvText() {}

  /** Throws {@link BodyRefused}. */
  static void each(String text, Consumer<Source> receiver) {
    try (var parser = CSVParser.parse(text, FORMAT)) {
      var records = parser.iterator();
      if (!records.hasNext()) {
        throw new BodyRefused(Kind.NO_ROWS);
      }
      var names = header(records.next());
      while (records.hasNext()) {
        var cells = records.next();
        receiver.accept(() -> row(names, cells));
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw new BodyRefused(Kind.MALFORMED);
    }
  }

  private static List<String> header(CSVRecord first) {
    var names = first.stream().map(String::strip).toList();
    if (!names.contains(RowReader.PROVIDER)
        || !names.contains(RowReader.EXTERNAL_ID)
        || new HashSet<>(names).size() != names.size()
        || !(names.contains(RowReader.TOKEN) || names.contains("refresh_token"))) {
      throw new BodyRefused(Kind.NO_HEADER);
    }
    for (var name : names) {
      if (!RowReader.NAMES.contains(name) && !TokenFields.NAMES.contains(name)) {
        throw new BodyRefused(Kind.NO_HEADER);
      }
    }
    if (names.contains(RowReader.TOKEN) && names.stream().anyMatch(TokenFields.NAMES::contains)) {
      throw new BodyRefused(Kind.NO_HEADER);
    }
    return names;
  }

  /** An empty cell is a field that is not there. */
  private static Value row(List<String> names, CSVRecord cells) {
    if (cells.size() != names.size()) {
      throw new RowRefused(null, Fault.CELLS);
    }
    var row = new LinkedHashMap<String, Value>();
    var token = new LinkedHashMap<String, Value>();
    for (var i = 0; i < names.size(); i++) {
      var name = names.get(i);
      var cell = cells.get(i);
      if (!cell.isEmpty()) {
        (RowReader.NAMES.contains(name) ? row : token).put(name, new Value.Text(cell));
      }
    }
    if (!names.contains(RowReader.TOKEN)) {
      row.put(RowReader.TOKEN, new Value.Members(token, null));
    }
    return new Value.Members(row, null);
  }
}

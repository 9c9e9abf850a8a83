package io.evergrant.usecase.importing;

import io.evergrant.usecase.importing.BodyFault.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a body, the good and the bad; each row is one of either. Pure.
 *
 * @param problems in the order of the rows
 */
record Document(List<ImportRow> rows, List<RowProblem> problems) {
  static final int MOST_ROWS = ImportTokens.MOST_ROWS;

  Document {
    rows = List.copyOf(rows);
    problems = List.copyOf(problems);
  }

  int count() {
    return rows.size() + problems.size();
  }

  /**
   * Reads a body.
   *
   * @throws BodyRefused where it cannot be read as a whole
   */
  static Document read(Format format, byte[] body, Instant now) {
    BodyFault.serialized(body)
        .ifPresent(
            fault -> {
              throw new BodyRefused(fault);
            });
    var reading = new Reading(new RowReader(now));
    var text = text(body);
    switch (format) {
      case JSON -> JsonText.each(text, value -> reading.row(() -> value));
      case JSON_LINES -> lines(text, reading);
      case CSV -> CsvText.each(text, reading::row);
    }
    return reading.done();
  }

  private static void lines(String text, Reading reading) {
    text.lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> reading.row(() -> JsonText.one(line, null)));
  }

  /** UTF-8, a byte order mark left away. */
  private static String text(byte[] body) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new BodyRefused(Kind.NOT_UTF8);
    }
  }

  /** Whatever a row is made of, before it is known to be one. */
  @FunctionalInterface
  interface Source {
    /** Throws {@link RowRefused}. */
    Value value();
  }

  private static final class Reading {
    private final RowReader reader;
    private final List<ImportRow> rows = new ArrayList<>();
    private final List<RowProblem> problems = new ArrayList<>();

    Reading(RowReader reader) {
      this.reader = reader;
    }

    void row(Source source) {
      var number = rows.size() + problems.size() + 1;
      if (number > MOST_ROWS) {
        throw new BodyRefused(Kind.TOO_MANY_ROWS);
      }
      try {
        rows.add(reader.read(number, source.value()));
      } catch (RowRefused e) {
        problems.add(e.at(number));
      }
    }

    Document done() {
      if (rows.isEmpty() && problems.isEmpty()) {
        throw new BodyRefused(Kind.NO_ROWS);
      }
      return new Document(rows, problems);
    }
  }
}

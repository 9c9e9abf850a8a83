package io.evergrant.adapter.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SqlClockTest {
  private static final Pattern OTHER_CLOCKS =
      Pattern.compile(
          "\\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\\s*\\("
              + "|\\b(current_timestamp|current_date|current_time|localtimestamp|localtime)\\b",
          Pattern.CASE_INSENSITIVE);

  @Test
  void P17_sql_reads_time_from_one_clock() {
    var others =
        Stream.concat(files("db"), files("src/main/java/io/evergrant/adapter/postgresql"))
            .flatMap(SqlClockTest::lines)
            .filter(line -> OTHER_CLOCKS.matcher(line).find())
            .map(String::strip)
            .toList();
    assertThat(others)
        .as("the one line is that of eg_now() itself")
        .containsExactly("SELECT clock_timestamp() + shift FROM eg_clock");
  }

  @Test
  void the_pattern_knows_the_other_clocks() {
    assertThat(List.of("due_at < now()", "SELECT CURRENT_TIMESTAMP", "DEFAULT localtime"))
        .allMatch(line -> OTHER_CLOCKS.matcher(line).find());
    assertThat(List.of("eg_now()", "SELECT now FROM clock", "sent_at"))
        .noneMatch(line -> OTHER_CLOCKS.matcher(line).find());
  }

  private static Stream<Path> files(String folder) {
    try (var found = Files.walk(Path.of(folder))) {
      return found.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.evergrant.adapter.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.usecase.port.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {
  @TempDir Path folder;

  @Test
  void P18_lines_are_added_and_none_is_written_over() throws IOException {
    var file = folder.resolve("held.jsonl");
    new CheckpointFile(file).append("one");
    new CheckpointFile(file).append("two");
    assertThat(Files.readAllLines(file)).isEqualTo(List.of("one", "two"));
  }

  @Test
  void P18_lines_of_several_nodes_stay_whole() throws IOException {
    var file = folder.resolve("held.jsonl");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var node = 0; node < 8; node++) {
        var line = Integer.toString(node).repeat(500);
        threads.execute(
            () -> IntStream.range(0, 20).forEach(i -> new CheckpointFile(file).append(line)));
      }
    }
    assertThat(Files.readAllLines(file)).hasSize(160).allMatch(line -> line.length() == 500);
  }

  @Test
  void P18_what_is_held_is_read_up_to_the_last_whole_line_of_that_moment() throws IOException {
    var file = folder.resolve("held.jsonl");
    var held = new CheckpointFile(file);
    assertThat(held.held()).as("nothing yet").isEmpty();
    Files.writeString(file, "ha");
    assertThat(held.held()).as("no whole line yet").isEmpty();
    Files.writeString(file, "one\ntwo\nthr");
    try (var in = held.held().orElseThrow()) {
      Files.writeString(file, "ee\n", StandardOpenOption.APPEND);
      assertThat(in.read()).isEqualTo('o');
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("ne\ntwo\n");
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void the_last_lines_are_whole() throws IOException {
    var file = folder.resolve("held.jsonl");
    var held = new CheckpointFile(file);
    assertThat(held.last()).as("nothing yet").isEmpty();
    Files.writeString(file, "ha");
    assertThat(held.last()).as("no whole line yet").isEmpty();
    Files.writeString(file, "one\ntwo\nthr");
    assertThat(held.last()).containsExactly("one", "two");
    var kept = "b".repeat(999);
    var lines = CheckpointFile.LAST / 1_000;
    Files.writeString(file, "a".repeat(999) + "\n" + (kept + "\n").repeat(lines));
    assertThat(held.last()).hasSize(lines).containsOnly(kept);
  }

  @Test
  void a_place_that_cannot_be_written_is_told() {
    var nowhere = new CheckpointFile(folder.resolve("missing").resolve("held.jsonl"));
    assertThat(nowhere.isKept()).isTrue();
    assertThatThrownBy(() -> nowhere.append("one")).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void where_none_was_named_nothing_is_kept() {
    var none = new CheckpointFile(null);
    assertThat(none.isKept()).isFalse();
    assertThat(none.held()).isEmpty();
    assertThat(none.last()).isEmpty();
    none.append("one");
  }
}

package io.evergrant.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFileTest {
  private static final GitTree GIT = new GitTree("git");

  @TempDir private Path folder = Path.of("");

  /** Whoever has begun to read goes on reading what was there, to its end. */
  @Test
  void a_file_is_replaced_as_a_whole() throws IOException {
    var path = folder.resolve("token.json");
    Given.kept(path, Given.token("first" + "1".repeat(100_000)));
    var before = Files.readString(path);
    try (var reader = FileChannel.open(path)) {
      Given.kept(path, Given.token("second"));
      var seen = new String(Channels.newInputStream(reader).readAllBytes(), UTF_8);
      assertThat(seen).isEqualTo(before);
    }
    assertThat(Token.kept(Files.readString(path)).accessToken()).isEqualTo("second");
  }

  @Test
  void it_is_its_owners_alone() throws IOException {
    var path = folder.resolve("token.json");
    Given.kept(path, Given.token("first"));
    assertThat(mode(path)).isEqualTo("rw-------");
    assertThat(mode(folder.resolve(".token.json.lock"))).isEqualTo("rw-------");
  }

  @Test
  void a_file_that_others_may_read_is_replaced() throws IOException {
    var path = folder.resolve("token.json");
    var file = Given.kept(path, Given.token("seen"));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(file.read()).isEmpty();
    Given.kept(path, Given.token("new"));
    assertThat(file.read()).isPresent();
    assertThat(mode(path)).isEqualTo("rw-------");
  }

  /** SIGKILL between writing and renaming. */
  @Test
  void what_a_killed_writer_left_goes_away_with_the_next_write() throws IOException {
    var left = Files.writeString(folder.resolve(".token.json.1234.tmp"), "{\"access_token\":");
    var other = Files.writeString(folder.resolve(".other.json.1234.tmp"), "");
    Given.kept(folder.resolve("token.json"), Given.token("first"));
    assertThat(left).doesNotExist();
    assertThat(other).exists();
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("token.json", ".token.json.lock", ".other.json.1234.tmp");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "{}", "{\"access_token\":\"a\",\"token_type\":\"b\"}", "[1]"})
  void what_something_else_wrote_is_not_touched(String text) throws IOException {
    var path = Files.writeString(folder.resolve("token.json"), text);
    assertThat(catchThrowableOfType(Failure.class, TokenFile.at(path, GIT)::read).code())
        .isEqualTo(ExitCode.PLACE_REFUSED);
    assertThat(path).hasContent(text);
  }

  @Test
  void an_empty_file_is_none() throws IOException {
    var path = Files.createFile(folder.resolve("token.json"));
    assertThat(TokenFile.at(path, GIT).read()).isEmpty();
    assertThat(TokenFile.at(folder.resolve("not-there"), GIT).read()).isEmpty();
  }

  @Test
  void links_folders_and_folders_that_are_not_there_are_refused() throws IOException {
    Files.createDirectory(folder.resolve("folder"));
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("elsewhere"));
    for (var name : new String[] {"folder", "link", "no/token.json", "folder/..", "/"}) {
      assertThat(
              catchThrowableOfType(Failure.class, () -> TokenFile.at(folder.resolve(name), GIT))
                  .code())
          .as(name)
          .isEqualTo(ExitCode.PLACE_REFUSED);
    }
  }

  /** A link is for where it leads to: the tree that git would look at. */
  @Test
  void a_folder_behind_a_link_is_where_it_really_is() throws IOException {
    Files.createDirectories(folder.resolve("tree/.git"));
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("tree"));
    assertThat(
            catchThrowableOfType(
                    Failure.class, () -> TokenFile.at(folder.resolve("link/token.json"), GIT))
                .cause())
        .contains("git work tree");
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}

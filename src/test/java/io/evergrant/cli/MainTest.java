package io.evergrant.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.process.Tool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As a program: what it prints, where, and how it ends. */
class MainTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("EVERGRANT_URL", Given.PORTAL, "EVERGRANT_API_KEY", Given.KEY);

  @TempDir private Path folder = Path.of("");

  @Test
  void help_tells_every_exit_code() {
    var help = run(0, List.of("--help"));
    for (var code : ExitCode.values()) {
      assertThat(help).contains(code.number() + "  " + code.meaning());
    }
    assertThat(run(2, List.of())).contains("evergrant token");
    assertThat(run(2, List.of("tokens"))).contains("Mend:");
  }

  /** To a file it would have neither the rights nor the place that a token needs. */
  @Test
  void nothing_is_printed_but_into_a_pipe() {
    var file = folder.resolve("printed");
    var line = line("token", "--grant", Given.GRANT, "--print");
    var redirected = shell(quoted(line) + " > " + file);
    assertThat(redirected.exit()).isEqualTo(ExitCode.PLACE_REFUSED.number());
    assertThat(file).isEmptyFile();
    assertThat(redirected.errors()).contains("pipe").doesNotContain(Given.KEY);
    assertThat(shell(quoted(line) + " > /dev/null").exit()).isEqualTo(3);
  }

  @Test
  void a_command_is_told_of_the_file_and_not_of_the_key() {
    var file = folder.resolve("token.json");
    Given.kept(file, Given.token("at_in-the-file-0123456789", Instant.now().plusSeconds(600)));
    var done =
        Tool.run(
            folder,
            ENVIRONMENT,
            Duration.ofMinutes(1),
            line(
                "token",
                "--grant",
                Given.GRANT,
                "--out",
                "token.json",
                "--exec",
                "sh",
                "-c",
                "echo \"$EVERGRANT_TOKEN_FILE\" \"[$EVERGRANT_API_KEY]\"; exit 42"));
    assertThat(done.exit()).isEqualTo(42);
    assertThat(done.output().strip()).isEqualTo(real(file) + " []");
    assertThat(done.errors()).contains("good still").doesNotContain("file-0123");
  }

  @Test
  void a_command_that_is_not_there_is_said_to_be_so() {
    Given.kept(
        folder.resolve("t"),
        Given.token("a", Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(600)));
    var out = folder.resolve("t").toString();
    assertThat(
            run(126, List.of("token", "--grant", Given.GRANT, "--out", out, "--exec", "/no/such")))
        .contains("could not be started");
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Tool shell(String command) {
    return Tool.run(folder, ENVIRONMENT, Duration.ofMinutes(1), List.of("sh", "-c", command));
  }

  private static List<String> line(String... words) {
    var line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes(),
                Main.class.getName()));
    line.addAll(List.of(words));
    return line;
  }

  /** Where the class under test lies: with a fault in it, another folder than usual. */
  private static String classes() {
    return Path.of(
            java.net.URI.create(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  private static String quoted(List<String> line) {
    return "'" + String.join("' '", line) + "'";
  }

  private static String run(int exit, List<String> words) {
    var said = new ByteArrayOutputStream();
    var stream = new PrintStream(said, true, UTF_8);
    assertThat(new Main(ENVIRONMENT, stream, stream).run(words)).isEqualTo(exit);
    return said.toString(UTF_8);
  }
}

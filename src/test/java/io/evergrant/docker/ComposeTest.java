package io.evergrant.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.process.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** No engine is asked: a client says whether it understands the file, the rest is read. */
class ComposeTest {
  private static final Path FOLDER = Path.of("docker");
  private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:[0-9][A-Za-z0-9._-]*");

  @Test
  void a_compose_client_understands_the_file() throws IOException, InterruptedException {
    var client = Sessions.find("docker-compose");
    assertThat(client).as("docker-compose on the path; Debian's will do").isPresent();
    var program = client.orElseThrow().toString();
    var process =
        new ProcessBuilder(program, "-f", "docker/compose.yaml", "config")
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("portal:", "postgres:", "openbao:", "demo:");
  }

  @Test
  void every_image_has_its_version() throws IOException {
    var images =
        Stream.concat(
                services().values().stream().map(service -> text(service, "image")),
                dockerfile().stream()
                    .filter(line -> line.startsWith("FROM "))
                    .map(line -> line.split(" ", -1)[1])
                    .filter(image -> !image.equals("scratch") && !image.equals("${WAR}")))
            .toList();
    assertThat(images).hasSizeGreaterThan(6).allMatch(PINNED.asMatchPredicate());
  }

  @Test
  void nothing_listens_beyond_this_machine() throws IOException {
    var ports =
        services().values().stream()
            .flatMap(service -> ((List<?>) service.getOrDefault("ports", List.of())).stream())
            .map(Object::toString)
            .toList();
    assertThat(ports).isNotEmpty().allMatch(port -> port.startsWith("127.0.0.1:"));
  }

  @Test
  void what_is_mounted_is_there() throws IOException {
    var mounted =
        services().values().stream()
            .flatMap(service -> ((List<?>) service.getOrDefault("volumes", List.of())).stream())
            .map(volume -> volume.toString().split(":", -1)[0])
            .filter(source -> source.startsWith("."))
            .toList();
    assertThat(mounted)
        .isNotEmpty()
        .allMatch(source -> Files.exists(FOLDER.resolve(source).normalize()));
    assertThat(dockerfile().stream().filter(line -> line.startsWith("COPY docker/")))
        .flatMap(
            line -> Stream.of(line.split(" ")).filter(word -> word.startsWith("docker/")).toList())
        .isNotEmpty()
        .allMatch(file -> Files.exists(Path.of(file)));
  }

  /** The last stage that a service runs ends as somebody without rights. */
  @Test
  void nothing_of_ours_runs_as_root() throws IOException {
    var user = "root";
    for (var line : dockerfile()) {
      if (line.startsWith("FROM ")) {
        user = "root";
      } else if (line.startsWith("USER ")) {
        user = line.substring("USER ".length());
      } else if (line.startsWith("ENTRYPOINT ")) {
        assertThat(user).isEqualTo("10001:10001");
      }
    }
  }

  @Test
  void no_secret_is_written_down() throws IOException {
    for (var service : services().values()) {
      var environment = (Map<?, ?>) service.getOrDefault("environment", Map.of());
      assertThat(environment.keySet())
          .map(Object::toString)
          .filteredOn(name -> name.matches(".*(PASSWORD|SECRET|TOKEN).*"))
          .allMatch(name -> name.endsWith("_FILE"));
    }
  }

  @SuppressWarnings("unchecked") // as YAML is
  private static Map<String, Map<String, Object>> services() throws IOException {
    var file = new Load(LoadSettings.builder().build()).loadFromString(read("compose.yaml"));
    var services = ((Map<String, Object>) file).get("services");
    return (Map<String, Map<String, Object>>) Objects.requireNonNull(services);
  }

  private static String text(Map<String, Object> service, String name) {
    return String.valueOf(service.get(name));
  }

  private static List<String> dockerfile() throws IOException {
    return read("Dockerfile").lines().toList();
  }

  private static String read(String name) throws IOException {
    return Files.readString(FOLDER.resolve(name));
  }
}

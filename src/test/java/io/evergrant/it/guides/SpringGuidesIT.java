package io.evergrant.it.guides;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.chaos.LongForm;
import io.evergrant.testkit.Guides;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.demo.Application;
import io.evergrant.testkit.process.Tool;
import io.evergrant.testkit.process.Until;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guides for Spring: built by Maven as they stand, so they take a while. */
@LongForm
class SpringGuidesIT {
  private static final Path TABLE = Path.of("src/test/guides/spring-table").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder = Path.of("");
  private final Stack stack = Stack.shared();

  @Test
  void spring_boot() throws IOException {
    var guide = Guides.at(stack, "guide-spring", 600);
    var grant = guide.connect("ada").toString();
    var jar = built(Guides.FOLDER.resolve("spring"), "profile-1.jar").toString();
    try (var server =
        guide.serve(
            "spring",
            folder,
            Map.of("GRANT", grant),
            port -> List.of(java(), "-jar", jar, "--server.port=" + port))) {
      assertThat(server.get("/profile").body()).contains("Ada Lindqvist");
      guide.backEnd().post("/api/v1/grants/" + grant + "/pause");
      var paused = server.get("/profile");
      assertThat(paused.status()).isEqualTo(409);
      assertThat(paused.body()).contains("An admin", stack.base() + "/grants/" + grant);
      guide.backEnd().post("/api/v1/grants/" + grant + "/resume");
      assertThat(stack.provider().revoke(guide.mode(), "ada")).isPositive();
      guide.backEnd().post("/api/v1/grants/" + grant + "/refresh");
      var sent = server.get("/profile");
      assertThat(sent.status()).isEqualTo(409);
      assertThat(sent.body()).contains(stack.base() + "/connect/");
    }
  }

  @Test
  void springs_table_moves_in() throws IOException, SQLException {
    var guide = Guides.at(stack, "guide-spring-table", 600);
    var environment = database();
    var app = new Application(stack.provider().issuer(guide.mode()));
    var written =
        guide.run(
            "from-spring",
            environment,
            List.of(
                java(),
                "-jar",
                built(TABLE, "spring-table-1.jar").toString(),
                "c-ada=" + app.connect("ada").getAsString("refresh_token"),
                "c-ben=" + app.connect("ben").getAsString("refresh_token")));
    assertThat(written.exit()).as(written.errors()).isZero();
    var moved =
        guide.run(
            "from-spring",
            environment,
            List.of(
                java(), "-cp", driver(), "Move.java", "acme-files", guide.provider().toString()));
    assertThat(moved.exit()).as(moved.output() + moved.errors()).isZero();
    assertThat(moved.output()).contains("\"imported\":2", "c-ada", "c-ben");
    var active = "/api/v1/grants?status=active&provider=" + guide.provider();
    Until.holds("both are proved", PATIENCE, () -> guide.backEnd().get(active).items().size() == 2);
  }

  /** A database of the shop's own on the build's server. */
  private Map<String, String> database() throws SQLException {
    var postgres = stack.stores().postgres();
    var owner = stack.stores().database().owner();
    try (var connection = postgres.superuser("postgres");
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE shop OWNER " + owner.user());
    }
    return Map.of(
        "DB_URL",
        "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/shop",
        "DB_USER",
        owner.user(),
        "DB_PASSWORD",
        owner.password());
  }

  /** By the Maven that runs this test, in a copy. */
  private Path built(Path project, String jar) throws IOException {
    var copy = Files.createDirectories(folder.resolve("build").resolve(project.getFileName()));
    try (var files = Files.walk(project)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var to = copy.resolve(project.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
    var maven = Path.of(System.getProperty("evergrant.maven"), "bin", "mvn").toString();
    var done =
        Tool.run(
            copy,
            Map.of("JAVA_HOME", System.getProperty("java.home")),
            Duration.ofMinutes(10),
            List.of(maven, "-B", "-ntp", "-q", "package"));
    assertThat(done.exit()).as(done.output() + done.errors()).isZero();
    return copy.resolve("target").resolve(jar);
  }

  /** PostgreSQL's driver, which a shop with this table has. */
  private static String driver() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(part -> part.matches(".*[/\\\\]postgresql-[\\d.]+\\.jar"))
        .findFirst()
        .orElseThrow();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}

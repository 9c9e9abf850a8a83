package io.evergrant.plants;

import io.evergrant.testkit.process.PrivateFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The compiled product with one fault in it, in a folder of its own. */
final class Copy {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path DATABASE = Path.of("db");
  private static final Path CLASSES = Path.of("target/classes");
  private static final Path WAR = Path.of("target/evergrant.war");
  private static final Path PLANTS = Path.of("target/plants").toAbsolutePath();
  private static final Path TESTS = Path.of("target/test-classes");
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Path folder;
  private final Path classes;

  private Copy(Path folder) {
    this.folder = folder;
    this.classes = folder.resolve("classes");
  }

  static Copy with(Plant plant) throws IOException, InterruptedException {
    var copy = named(plant.name());
    for (var file : plant.changed()) {
      Files.createDirectories(copy.folder.resolve(file).getParent());
      Files.copy(file, copy.folder.resolve(file));
    }
    copy.run(List.of("git", "apply", "-p1", plant.patch().toAbsolutePath().toString()));
    copy.compile(plant.changed());
    return copy;
  }

  /** The product as it is. */
  static Copy named(String name) throws IOException {
    var folder = PLANTS.resolve(name);
    PrivateFiles.wipe(folder);
    var copy = new Copy(folder);
    copyTree(CLASSES, copy.classes);
    return copy;
  }

  /**
   * Runs test methods against the copy in a JVM of their own; answers what it printed. Some start
   * servers first, so all of them may take a while, and each a little more.
   */
  Result test(List<Named> tests) throws IOException, InterruptedException {
    var path = new ArrayList<String>(List.of(classes.toString(), TESTS.toString()));
    for (var part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      var absolute = Path.of(part).toAbsolutePath();
      // an empty part would be this folder, with the files as they are without the fault
      if (!part.isEmpty()
          && !absolute.equals(CLASSES.toAbsolutePath())
          && !absolute.equals(TESTS.toAbsolutePath())) {
        path.add(part);
      }
    }
    var command =
        new ArrayList<String>(
            List.of(
                java("java"),
                "-Devergrant.war=" + war(tests),
                "-cp",
                String.join(File.pathSeparator, path),
                Tests.class.getName()));
    tests.forEach(named -> command.add(named.toString()));
    return finish(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("tests.log").toFile())
            .start(),
        folder.resolve("tests.log"),
        LIMIT.plusSeconds(10L * tests.size()));
  }

  /** What those tests deploy that start a portal; to others it makes no difference. */
  private Path war(List<Named> tests) throws IOException {
    if (tests.stream().noneMatch(Named::isIntegration)) {
      return WAR.toAbsolutePath();
    }
    var war = folder.toAbsolutePath().resolve(WAR.getFileName());
    Files.copy(WAR, war);
    try (var zip = FileSystems.newFileSystem(war)) {
      copyTree(classes, zip.getPath("WEB-INF/classes"));
    }
    return war;
  }

  private void compile(List<Path> changed) throws IOException, InterruptedException {
    var command =
        new ArrayList<String>(
            List.of(
                java("javac"),
                "-nowarn",
                "-proc:none",
                "-parameters",
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                "-d",
                classes.toString()));
    var sources = changed.stream().filter(file -> file.startsWith(SOURCES)).toList();
    sources.forEach(file -> command.add(folder.resolve(file).toString()));
    if (!sources.isEmpty()) {
      run(command);
    }
    for (var file : changed) {
      if (file.startsWith(DATABASE)) {
        Files.delete(classes.resolve(file));
        Files.copy(folder.resolve(file), classes.resolve(file));
      }
    }
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    var log = folder.resolve("plant.log");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    // a patch is for this folder, not for the repository around it
    builder.environment().put("GIT_CEILING_DIRECTORIES", PLANTS.toString());
    var result = finish(builder.start(), log, LIMIT);
    if (result.status() != 0) {
      throw new IllegalStateException(command.getFirst() + " failed:\n" + result.output());
    }
  }

  private static Result finish(Process process, Path log, Duration limit)
      throws IOException, InterruptedException {
    if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("not over after " + limit + ":\n" + Files.readString(log));
    }
    return new Result(process.exitValue(), Files.readString(log));
  }

  private static String java(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program).toString();
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (var path : all.toList()) {
        // the other may lie in an archive, where names are not this file system's
        var target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  /** How a program ended. */
  record Result(int status, String output) {}
}

package io.evergrant.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A server that runs until it is told to stop. It heads a session of its own, writes to a log file,
 * and ends with this JVM even when that is killed.
 */
public final class Child implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final String name;
  private final String stopSignal;
  private final Path log;
  private final Process process;

  private Child(String name, String stopSignal, Path log, Process process) {
    this.name = name;
    this.stopSignal = stopSignal;
    this.log = log;
    this.process = process;
  }

  /**
   * What to start.
   *
   * @param name how people call it
   * @param line program and arguments
   * @param folder its working directory
   * @param log where its output is appended
   * @param environment added to that of this JVM; an empty value takes a variable away
   * @param stopSignal the signal that makes it end in good order, such as TERM
   */
  public record Command(
      String name,
      List<String> line,
      Path folder,
      Path log,
      Map<String, String> environment,
      String stopSignal) {
    public Command {
      line = List.copyOf(line);
      environment = Map.copyOf(environment);
    }
  }

  public static Child start(Command command) {
    try {
      var builder =
          new ProcessBuilder(Sessions.lead(command.line()))
              .directory(command.folder().toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
      command
          .environment()
          .forEach(
              (key, value) -> {
                if (value.isEmpty()) {
                  builder.environment().remove(key);
                } else {
                  builder.environment().put(key, value);
                }
              });
      awaitPredecessor(command);
      var process = builder.start();
      PrivateFiles.write(pidFile(command), Long.toString(process.pid()));
      Reaper.watch(process.pid(), command.stopSignal());
      return new Child(command.name(), command.stopSignal(), command.log(), process);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + command.name(), e);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  public String name() {
    return name;
  }

  public Path log() {
    return log;
  }

  /** What it wrote so far, over all its starts. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "";
    }
  }

  /** The end of what it wrote, for a person who must mend it. */
  public String lastLines(int count) {
    var lines = output().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
  }

  /** Completes when the process ends, whoever ended it. */
  public CompletableFuture<Process> onExit() {
    return process.onExit();
  }

  /**
   * Ends it in good order, and by force when it takes too long; returns when it is gone with all it
   * started.
   */
  @Override
  public void close() {
    var family = process.descendants().toList();
    Sessions.signal(process.toHandle(), stopSignal);
    if (!gone(GRACE)) {
      Sessions.signal(process.toHandle(), "KILL");
      gone(GRACE);
    }
    family.forEach(ProcessHandle::destroyForcibly);
    Reaper.forget(process.pid());
  }

  /** SIGSTOP: it stands still where it is, with its connections, until {@link #goOn}. */
  public void standStill() {
    Sessions.signal(process.toHandle(), "STOP");
  }

  /** SIGCONT. */
  public void goOn() {
    Sessions.signal(process.toHandle(), "CONT");
  }

  /** SIGKILL, as a crash would: nothing is flushed, nothing is said. */
  public void kill() {
    var family = process.descendants().toList();
    Sessions.signal(process.toHandle(), "KILL");
    gone(GRACE);
    family.forEach(ProcessHandle::destroyForcibly);
    Reaper.forget(process.pid());
  }

  /**
   * A server whose launcher was killed may still be ending: two of them on the same files would
   * harm each other.
   */
  private static void awaitPredecessor(Command command) throws IOException {
    var file = pidFile(command);
    if (Files.exists(file)) {
      ProcessHandle.of(Long.parseLong(Files.readString(file)))
          .filter(process -> runs(process, command))
          .ifPresent(
              process ->
                  Until.holds(
                      "the earlier " + command.name() + " ended", GRACE, () -> !process.isAlive()));
    }
  }

  /** Process ids are used again, so the program must be ours too. */
  private static boolean runs(ProcessHandle process, Command command) {
    return process
        .info()
        .command()
        .filter(
            path ->
                command.line().stream()
                    .anyMatch(word -> Path.of(word).endsWith(Path.of(path).getFileName())))
        .isPresent();
  }

  private static Path pidFile(Command command) {
    return command.folder().resolve("pid");
  }

  private boolean gone(Duration atMost) {
    try {
      return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

package io.evergrant.testkit.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The machine's search path, and sessions of their own for the processes that we start. */
public final class Sessions {
  private static final Optional<Path> SETSID = find("setsid");

  private Sessions() {}

  /** The first executable of that name on the PATH. */
  public static Optional<Path> find(String name) {
    for (var folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      var candidate = Path.of(folder, name);
      if (!folder.isEmpty() && Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /**
   * The command as the head of a session of its own, with the same process id; as it is where there
   * is no setsid.
   */
  static List<String> lead(List<String> command) {
    var line = new ArrayList<String>();
    SETSID.ifPresent(setsid -> line.add(setsid.toString()));
    line.addAll(command);
    return line;
  }

  /** Sends a signal to a process and, where it heads a session, to its whole process group. */
  static void signal(ProcessHandle process, String signal) {
    var pid = Long.toString(process.pid());
    var command = List.of("kill", "-s", signal, "--", SETSID.isPresent() ? "-" + pid : pid);
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

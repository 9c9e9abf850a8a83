package io.evergrant.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A command that is told where the token lies, and not which it is: arguments are public. */
final class Execution {
  static final String TOKEN_FILE = "EVERGRANT_TOKEN_FILE";

  private Execution() {}

  /** Runs it to its end and returns its exit code. The API key is not for it. */
  static int run(List<String> command, Path file) {
    var builder = new ProcessBuilder(command).inheritIO();
    builder.environment().remove(Settings.KEY);
    builder.environment().remove(Settings.KEY_FILE);
    builder.environment().put(TOKEN_FILE, file.toString());
    try {
      var process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      return process.waitFor();
    } catch (IOException e) {
      throw new Failure(
          ExitCode.CANNOT_RUN,
          "The command could not be started: " + e.getMessage() + ".",
          "Check its name and its rights.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(ExitCode.CANNOT_RUN, "Interrupted.", "");
    }
  }
}

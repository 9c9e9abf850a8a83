package io.evergrant.testkit.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A command that ends by itself, and what it said.
 *
 * @param exit its exit code
 * @param output standard output
 * @param errors standard error
 */
public record Tool(int exit, String output, String errors) {
  /**
   * Runs a command to its end.
   *
   * @param environment added to that of this JVM
   * @throws IllegalStateException when it cannot be started or does not end in time
   */
  public static Tool run(
      Path folder, Map<String, String> environment, Duration atMost, List<String> line) {
    try {
      var builder = new ProcessBuilder(line).directory(folder.toFile());
      builder.environment().putAll(environment);
      var process = builder.start();
      process.getOutputStream().close();
      var output =
          CompletableFuture.supplyAsync(
              () -> read(process.getInputStream()), Thread::startVirtualThread);
      var errors =
          CompletableFuture.supplyAsync(
              () -> read(process.getErrorStream()), Thread::startVirtualThread);
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IllegalStateException(
            line.get(0) + " did not end within " + atMost.toSeconds() + " s");
      }
      return new Tool(process.exitValue(), output.join(), errors.join());
    } catch (IOException e) {
      throw new IllegalStateException("Cannot run " + line.get(0) + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while " + line.get(0) + " ran", e);
    }
  }

  public boolean succeeded() {
    return exit == 0;
  }

  private static String read(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}

package io.evergrant.testkit;

import io.evergrant.testkit.process.CannotStart;
import io.evergrant.testkit.process.Child;
import io.evergrant.testkit.process.Ports;
import io.evergrant.testkit.process.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The {@code mvn} command: starts Evergrant on this machine, says how to get in, and stays until
 * Ctrl-C, SIGTERM or the end of the Maven that started it. What was entered is kept in {@code
 * .evergrant/}.
 */
public final class Run {
  private static final Path FOLDER = Path.of(".evergrant").toAbsolutePath();
  private static final Path FACTS = Path.of("target/run.json");
  private static final int DEMO_PORT = 8090;
  private static final Logger ROOT_LOGGER = Logger.getLogger("");

  private final long began = System.nanoTime();
  private final Closing closing = new Closing();

  private Run() {}

  public static void main(String[] args) {
    // the libraries' chat is not for the person who waits
    ROOT_LOGGER.setLevel(Level.WARNING);
    System.exit(new Run().untilTheEnd());
  }

  private int untilTheEnd() {
    try {
      endWithMaven();
      var stack = start();
      var ended =
          CompletableFuture.anyOf(
              stack.processes().stream().map(Child::onExit).toArray(CompletableFuture[]::new));
      ended.join();
      if (!closing.isClosed()) {
        stack.processes().stream()
            .filter(child -> !child.isAlive())
            .findFirst()
            .ifPresent(Run::sayThatItEnded);
      }
      return 1;
    } catch (CannotStart e) {
      if (!closing.isClosed()) {
        System.err.println("\n" + e.getMessage() + "\n");
      }
      return 1;
    } finally {
      closing.close();
    }
  }

  private Stack start() {
    var environment = System.getenv();
    closing.add(RunLock.in(PrivateFiles.folder(FOLDER), this::say));
    Runtime.getRuntime().addShutdownHook(new Thread(closing::close));
    if (isFresh()) {
      say("what earlier starts kept is wiped");
      wipe();
    }
    deleteFacts();
    var port = port(environment.get("EVERGRANT_HTTP_PORT"));
    var outside = Outside.in(environment);
    var plan =
        new Stack.Plan(FOLDER, outside, port, DEMO_PORT, portalEnvironment(environment), this::say);
    var stack = Stack.start(plan, closing);
    var facts = new RunFacts(stack, FOLDER);
    facts.write(FACTS);
    say("ready");
    System.out.println(facts.block(FACTS));
    return stack;
  }

  /** What the person set for the portal wins over what a local start would choose. */
  private static Map<String, String> portalEnvironment(Map<String, String> environment) {
    return Stream.of("EVERGRANT_TICK", Invitation.VARIABLE)
        .filter(environment::containsKey)
        .collect(Collectors.toMap(Function.identity(), environment::get));
  }

  /**
   * The port that is asked for, 8080 when none is.
   *
   * @throws CannotStart when it is no port or taken
   */
  static int port(@Nullable String asked) {
    var text = asked == null || asked.isBlank() ? "8080" : asked.strip();
    if (!text.matches("[1-9]\\d{0,4}") || Integer.parseInt(text) > 65_535) {
      throw new CannotStart(
          "EVERGRANT_HTTP_PORT is " + text + ", which is no port.",
          "set it to a number from 1 to 65535.");
    }
    var port = Integer.parseInt(text);
    if (!Ports.isFree(port)) {
      throw new CannotStart(
          "Port " + port + " is taken by another program.",
          "end that program, or choose another port: EVERGRANT_HTTP_PORT="
              + (port < 65_000 ? port + 1 : 8080)
              + " mvn");
    }
    return port;
  }

  private static boolean isFresh() {
    var fresh = System.getProperty("evergrant.fresh", "false");
    return fresh.isEmpty() || fresh.equals("true");
  }

  private static void wipe() {
    try (var kept = Files.newDirectoryStream(FOLDER, path -> !path.endsWith("lock"))) {
      kept.forEach(PrivateFiles::wipe);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot wipe " + FOLDER, e);
    }
  }

  /** Nobody shall read yesterday's facts while today's start is under way. */
  private static void deleteFacts() {
    PrivateFiles.wipe(FACTS);
  }

  private static void sayThatItEnded(Child child) {
    System.err.println(
        "\n"
            + child.name()
            + " ended, so everything else is stopped too.\nMend: see "
            + child.log()
            + ", then start again; nothing is lost.\n");
  }

  private static void endWithMaven() {
    ProcessHandle.current().parent().map(ProcessHandle::onExit).ifPresent(Run::endAfter);
  }

  private static void endAfter(CompletableFuture<ProcessHandle> maven) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              maven.join();
              System.exit(143);
            });
  }

  private void say(String what) {
    System.out.printf(Locale.ROOT, "[%5.1f s] %s%n", (System.nanoTime() - began) / 1e9, what);
  }
}

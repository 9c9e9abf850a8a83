package io.evergrant.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.testkit.Stack;
import io.evergrant.testkit.process.Until;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * The plans that PostgreSQL's {@code auto_explain} writes while somebody loads pages. The portal
 * keeps its sessions: only its connections to the database are new.
 */
final class Plans implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern HEAD = Pattern.compile("LOG: {2}duration: ([0-9.]+) ms {2}plan:$");
  private static final List<String> NAMES =
      List.of(
          "session_preload_libraries",
          "auto_explain.log_min_duration",
          "auto_explain.log_analyze",
          "auto_explain.log_buffers");

  private final Stack stack;

  private Plans(Stack stack) {
    this.stack = stack;
  }

  /**
   * Begins.
   *
   * @param serves whether the portal serves again
   */
  static Plans of(Stack stack, BooleanSupplier serves) throws SQLException {
    var plans = new Plans(stack);
    plans.run(
        "LOAD 'auto_explain'",
        "ALTER SYSTEM SET session_preload_libraries = 'auto_explain'",
        "ALTER SYSTEM SET auto_explain.log_min_duration = -1",
        "ALTER SYSTEM SET auto_explain.log_buffers = on",
        "SELECT pg_reload_conf()");
    settle();
    plans.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'evergrant_app'");
    Until.holds("the portal serves again", PATIENCE, serves);
    return plans;
  }

  /** Times alone, which reading the clock at every row would lengthen. */
  void onlyTimes() throws SQLException {
    set(0, false);
  }

  /** With rows and buffers of every step of statements that take longer. */
  void stepsOver(int millis) throws SQLException {
    set(millis, true);
  }

  private void set(int millis, boolean steps) throws SQLException {
    run(
        "ALTER SYSTEM SET auto_explain.log_min_duration = " + millis,
        "ALTER SYSTEM SET auto_explain.log_analyze = " + (steps ? "on" : "off"),
        "SELECT pg_reload_conf()");
    settle();
  }

  /** Whoever is asked next has read the settings by then. */
  private static void settle() {
    Until.within(Duration.ofSeconds(1), () -> false);
  }

  private void run(String... statements) throws SQLException {
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** What was planned meanwhile, timers' statements among it. */
  List<Plan> of(Runnable loads) throws IOException {
    var log = stack.stores().postgres().process().log().toFile();
    var before = log.length();
    loads.run();
    try (var file = new RandomAccessFile(log, "r")) {
      file.seek(before);
      var written = new byte[(int) (file.length() - before)];
      file.readFully(written);
      return read(new String(written, UTF_8));
    }
  }

  /** Further lines of an entry begin with a tab. */
  private static List<Plan> read(String log) {
    var found = new ArrayList<Plan>();
    for (var line : log.lines().toList()) {
      var head = HEAD.matcher(line);
      if (head.find()) {
        found.add(new Plan(Double.parseDouble(head.group(1)), line + "\n"));
      } else if (line.startsWith("\t") && !found.isEmpty()) {
        found.add(found.removeLast().and(line));
      }
    }
    return found;
  }

  /** Whoever measures next is not slowed down. */
  @Override
  public void close() throws SQLException {
    for (var name : NAMES) {
      run("ALTER SYSTEM RESET " + name);
    }
    run("SELECT pg_reload_conf()");
  }

  /**
   * One statement.
   *
   * @param text as the log has it
   */
  record Plan(double millis, String text) {
    private Plan and(String line) {
      return new Plan(millis, text + line + "\n");
    }
  }
}

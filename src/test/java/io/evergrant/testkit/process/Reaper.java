package io.evergrant.testkit.process;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Ends the servers of a launcher that could not do it itself, because it was killed. It is a shell
 * that holds the other end of a pipe: the pipe breaks when this JVM ends, however it ends, and then
 * every session that was named and not taken back gets its stop signal, the last named first, and
 * SIGKILL ten seconds later.
 */
final class Reaper {
  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      sessions=
      while read -r what session signal; do
        case $what in
          watch) sessions="$session:$signal $sessions" ;;
          forget)
            others=
            for each in $sessions; do
              case $each in "$session":*) ;; *) others="$others $each" ;; esac
            done
            sessions=$others ;;
        esac
      done
      for each in $sessions; do
        kill -s "${each#*:}" -- "-${each%%:*}" "${each%%:*}" 2>/dev/null
        round=0
        while kill -0 "${each%%:*}" 2>/dev/null && [ $round -lt 100 ]; do
          sleep 0.1
          round=$((round + 1))
        done
        kill -s KILL -- "-${each%%:*}" "${each%%:*}" 2>/dev/null
      done
      """;

  private static final Writer PIPE = open();

  private Reaper() {}

  static void watch(long session, String signal) {
    say("watch " + session + " " + signal);
  }

  static void forget(long session) {
    say("forget " + session);
  }

  private static synchronized void say(String line) {
    try {
      PIPE.write(line + "\n");
      PIPE.flush();
    } catch (IOException e) {
      throw new IllegalStateException("The process that ends orphaned servers is gone", e);
    }
  }

  private static Writer open() {
    try {
      var command = Sessions.lead(List.of("sh", "-c", SCRIPT, "evergrant-reaper"));
      var shell =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return shell.outputWriter(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot start sh", e);
    }
  }
}

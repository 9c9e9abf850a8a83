package io.evergrant.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The command line as a program. Ends with a number of {@link ExitCode}. */
public final class Main {
  private static final String USAGE =
      """
      evergrant token --grant ID --out FILE [option]... [--exec COMMAND [ARGUMENT]...]
      evergrant token --grant ID --print [option]...

      Has an access token of the grant in FILE: asks Evergrant only if the one in it is about to
      end. FILE is JSON (access_token, token_type, expires_at, scope, ...), mode 0600, and
      replaced as a whole. In a git work tree it has to be ignored. --print writes the token
      alone, and only into a pipe.

        --grant ID         the grant
        --out FILE         where the token is kept
        --min-ttl SECONDS  how long it shall live at least (60)
        --url ADDRESS      where Evergrant is (or EVERGRANT_URL)
        --key-file FILE    the API key, scope «token» (or EVERGRANT_API_KEY,
                           or EVERGRANT_API_KEY_FILE); never an argument
        --wait SECONDS     how long to try while Evergrant answers 503 or 429, or is not reached
                           (a proxy's 502 and 504 too), or another process fetches the same
                           file (60)
        --plain-http       the way to an http address is safe by other means
        --quiet            say nothing unless something is wrong
        --exec COMMAND     then run it; it finds the file's path in EVERGRANT_TOKEN_FILE, and
                           its exit code is this program's

      Ends with:
      """;

  private final Map<String, String> environment;
  private final PrintStream out;
  private final Screen screen;

  Main(Map<String, String> environment, PrintStream out, PrintStream errors) {
    this.environment = environment;
    this.out = out;
    this.screen = new Screen(errors);
  }

  public static void main(String[] arguments) {
    System.exit(new Main(System.getenv(), System.out, System.err).run(List.of(arguments)));
  }

  /** Returns the exit code. */
  int run(List<String> words) {
    if (words.isEmpty() || asksForHelp(words)) {
      out.print(help());
      return (words.isEmpty() ? ExitCode.USAGE : ExitCode.DONE).number();
    }
    try {
      if (!words.getFirst().equals("token")) {
        throw Failure.usage("The only command is «token».", "See evergrant --help.");
      }
      return token(Settings.of(words.subList(1, words.size()), environment));
    } catch (Failure e) {
      screen.say(e);
      return e.code().number();
    } catch (RuntimeException e) {
      // its message might tell what nobody shall read
      screen.say("Something broke: " + e.getClass().getName());
      return ExitCode.BROKEN.number();
    }
  }

  private int token(Settings settings) {
    var clock = InstantSource.system();
    var command =
        new TokenCommand(new Portal(clock)::ask, new GitTree("git"), clock, Main::sleep, screen);
    var file = settings.out();
    if (file == null) {
      if (!StandardOutput.isPipe()) {
        throw Failure.place(
            "--print writes into a pipe alone, never to a terminal or a file.",
            "Pipe it to the program that needs it, or give --out FILE.");
      }
      command.print(settings, out);
      return ExitCode.DONE.number();
    }
    var kept = command.keep(settings, file);
    return settings.command().isEmpty()
        ? ExitCode.DONE.number()
        : Execution.run(settings.command(), kept);
  }

  /** What stands behind --exec is another program's. */
  private static boolean asksForHelp(List<String> words) {
    return words.getFirst().equals("--help")
        || words.getFirst().equals("help")
        || words.equals(List.of("token", "--help"));
  }

  private static String help() {
    var help = new StringBuilder(USAGE);
    Arrays.stream(ExitCode.values())
        .forEach(code -> help.append(String.format("  %3d  %s%n", code.number(), code.meaning())));
    return help.toString();
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(ExitCode.NOT_NOW, "Interrupted.", "");
    }
  }
}

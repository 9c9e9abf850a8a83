package io.evergrant.verifier;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The verifier as a program. Ends with 0: as it was signed; 1: changed; 2: could not be read; 3:
 * linked, but nothing in it is signed.
 */
public final class Main {
  private static final String USAGE =
      """
      java -jar evergrant-verifier.jar --key KEYS [--checkpoints FILE]... EXPORT

        --key          the public keys that you trust: PEM, or Base64 as Vault shows them
        --checkpoints  checkpoints that were held outside the database; one file a node
        EXPORT         an export in JSON Lines, or - for standard input
      """;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.out));
  }

  /** Returns the exit code. */
  static int run(List<String> arguments, PrintStream out) {
    var keys = new ArrayList<Path>();
    var checkpoints = new ArrayList<Path>();
    var exports = new ArrayList<String>();
    for (var i = 0; i < arguments.size(); i++) {
      var argument = arguments.get(i);
      var files =
          switch (argument) {
            case "--key" -> keys;
            case "--checkpoints" -> checkpoints;
            default -> null;
          };
      if (files == null) {
        exports.add(argument);
      } else if (++i < arguments.size()) {
        files.add(Path.of(arguments.get(i)));
      }
    }
    if (keys.isEmpty() || exports.size() != 1) {
      out.print(USAGE);
      return 2;
    }
    try {
      return say(verdict(keys, checkpoints, exports.getFirst()), !checkpoints.isEmpty(), out);
    } catch (IOException | IllegalArgumentException e) {
      out.println("UNREADABLE: " + e.getMessage());
      return 2;
    }
  }

  private static Verdict verdict(List<Path> keys, List<Path> checkpoints, String export)
      throws IOException {
    var text = new StringBuilder();
    for (var file : keys) {
      text.append(Files.readString(file)).append('\n');
    }
    var trusted = PublicKeys.read(text.toString());
    var outside = new ArrayList<InputStream>();
    try (var in = export.equals("-") ? System.in : new FileInputStream(export)) {
      for (var file : checkpoints) {
        outside.add(new FileInputStream(file.toFile()));
      }
      return new Verifier(trusted).verify(in, outside);
    } finally {
      for (var file : outside) {
        file.close();
      }
    }
  }

  private static int say(Verdict verdict, boolean compared, PrintStream out) {
    return switch (verdict) {
      case Verdict.Genuine genuine -> {
        out.printf(
            "%s: events %d to %d of tenant %s are linked; %d checkpoints are signed.%n",
            genuine.isUnsigned() ? "UNSIGNED" : "GENUINE",
            genuine.first(),
            genuine.last(),
            genuine.tenant(),
            genuine.checkpoints());
        removed(genuine.removed()).ifPresent(out::println);
        out.println(signed(genuine.signedUpTo(), genuine.signedAt()));
        out.println(younger(genuine));
        out.println(tail(genuine, compared));
        yield genuine.isUnsigned() ? 3 : 0;
      }
      case Verdict.Tampered tampered -> {
        out.printf(
            "TAMPERED: line %d: %s.%nUp to event %d every line is as it was linked, up to event %d"
                + " as it was signed.%n",
            tampered.line(),
            tampered.finding().sentence(),
            tampered.sequence(),
            tampered.signedUpTo());
        yield 1;
      }
      case Verdict.Unreadable unreadable -> {
        out.printf("UNREADABLE: line %d: %s.%n", unreadable.line(), unreadable.why());
        yield 2;
      }
    };
  }

  private static Optional<String> removed(@Nullable Removal removed) {
    return Optional.ofNullable(removed)
        .map(
            record ->
                "Removed: events 1 to %d, all from before %s, as the organisation keeps its log; the"
                        .formatted(record.sequence(), record.until())
                    + " record of "
                    + record.time()
                    + " is signed, and what is left is linked to it.");
  }

  private static String signed(long upTo, @Nullable String at) {
    return at == null
        ? "Signed: nothing yet."
        : "Signed: up to event " + upTo + ", by the checkpoint of " + at + ".";
  }

  private static String younger(Verdict.Genuine genuine) {
    return genuine.younger() == 0
        ? "Younger than the last checkpoint: nothing."
        : "Younger than the last checkpoint: the last "
            + genuine.younger()
            + " events. They are linked, not signed: who rules the database could have changed"
            + " them.";
  }

  private static String tail(Verdict.Genuine genuine, boolean compared) {
    if (genuine.before() != null) {
      return "Newer events: not asked for. The export ends before event " + genuine.before() + ".";
    }
    return compared
        ? "Held outside: "
            + genuine.heldOutside()
            + " checkpoints agree, up to event "
            + genuine.heldUpTo()
            + "; nothing up to there was cut off."
        : "Newer events: no checkpoints held outside were given, so this cannot tell whether events"
            + " were cut off at the end. Compare the time of the last checkpoint.";
  }
}

package io.evergrant.verifier;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The lines of an export, without their line feed. */
public final class Lines {
  private static final String FORMAT = "evergrant-audit-export/1";
  private static final Pattern MANIFEST =
      Pattern.compile(
          "\\{\"manifest\":\\{\"after\":(0|[1-9]\\d{0,14}),\"before\":(?:null|([1-9]\\d{0,14})),"
              + "\"format\":\""
              + FORMAT
              + "\",\"previous\":\"([0-9a-f]{64})\",\"tenant\":\"([0-9a-f-]{36})\","
              + "\"time\":\"([0-9-]+T[0-9:.]+Z)\"\\}\\}");
  private static final Pattern CHECKPOINT =
      Pattern.compile("\\{\"checkpoint\":(\\{[^}]*\\}),\"signature\":\"([A-Za-z0-9+/]{86}==)\"\\}");
  private static final Pattern REMOVED =
      Pattern.compile("\\{\"removal\":(\\{[^}]*\\}),\"signature\":\"([A-Za-z0-9+/]{86}==)\"\\}");
  private static final Pattern END =
      Pattern.compile(
          "\\{\"end\":\\{\"checkpoints\":(0|[1-9]\\d{0,14}),\"events\":(0|[1-9]\\d{0,14}),"
              + "\"hash\":\"([0-9a-f]{64})\",\"sequence\":(0|[1-9]\\d{0,14})\\}\\}");

  private Lines() {}

  /**
   * A line of an event.
   *
   * @param event canonical; {@code null} as a word where the event of the link is gone
   * @param hash its link, in hexadecimal
   */
  public static String event(String event, String hash, long sequence) {
    return "{\"event\":" + event + ",\"hash\":\"" + hash + "\",\"sequence\":" + sequence + "}";
  }

  /** A line of a checkpoint, by its canonical text, which is not read. */
  public static String checkpoint(String canonical, String signature) {
    return "{\"checkpoint\":" + canonical + ",\"signature\":\"" + signature + "\"}";
  }

  /** A line that tells what was removed, by its canonical text, which is not read. */
  public static String removal(String canonical, String signature) {
    return "{\"removal\":" + canonical + ",\"signature\":\"" + signature + "\"}";
  }

  /**
   * What the export is of; its first line.
   *
   * @param after events after this sequence; 0 also where those before the first were removed,
   *     which the next line then tells
   * @param before events before this sequence; null for all that there are
   * @param previous the link at {@code after}
   */
  public record Manifest(
      String tenant, long after, @Nullable Long before, String previous, String time) {
    public String line() {
      return "{\"manifest\":{\"after\":%d,\"before\":%s,\"format\":\"%s\",\"previous\":\"%s\",\"tenant\":\"%s\",\"time\":\"%s\"}}"
          .formatted(after, before, FORMAT, previous, tenant, time);
    }

    static Optional<Manifest> read(String line) {
      var match = MANIFEST.matcher(line);
      if (!match.matches()) {
        return Optional.empty();
      }
      var before = match.group(2);
      return Optional.of(
          new Manifest(
              match.group(4),
              Long.parseLong(match.group(1)),
              before == null ? null : Long.valueOf(before),
              match.group(3),
              match.group(5)));
    }
  }

  /** A checkpoint with its Ed25519 signature in Base64. */
  public record Signed(Checkpoint checkpoint, String signature) {
    public String line() {
      return Lines.checkpoint(checkpoint.canonical(), signature);
    }

    /** Empty for what is no such line. */
    public static Optional<Signed> read(String line) {
      var match = CHECKPOINT.matcher(line);
      return match.matches()
          ? Checkpoint.read(match.group(1)).map(found -> new Signed(found, match.group(2)))
          : Optional.empty();
    }
  }

  /**
   * The record of a removal with its Ed25519 signature in Base64; the second line of an export that
   * begins where what is left of the log does.
   */
  public record Removed(Removal removal, String signature) {
    public String line() {
      return Lines.removal(removal.canonical(), signature);
    }

    /** Empty for what is no such line. */
    public static Optional<Removed> read(String line) {
      var match = REMOVED.matcher(line);
      return match.matches()
          ? Removal.read(match.group(1)).map(found -> new Removed(found, match.group(2)))
          : Optional.empty();
    }
  }

  /**
   * The last line: an export without it was cut off.
   *
   * @param hash the link of the newest event in it
   * @param sequence of that event
   */
  public record End(long checkpoints, long events, String hash, long sequence) {
    public String line() {
      return "{\"end\":{\"checkpoints\":%d,\"events\":%d,\"hash\":\"%s\",\"sequence\":%d}}"
          .formatted(checkpoints, events, hash, sequence);
    }

    static Optional<End> read(String line) {
      var match = END.matcher(line);
      if (!match.matches()) {
        return Optional.empty();
      }
      return Optional.of(
          new End(
              Long.parseLong(match.group(1)),
              Long.parseLong(match.group(2)),
              match.group(3),
              Long.parseLong(match.group(4))));
    }
  }
}

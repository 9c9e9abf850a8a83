package io.evergrant.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is signed of a tenant's log. Hashes are in hexadecimal.
 *
 * @param tenant its id, in lower case
 * @param sequence of the newest event that it covers
 * @param since sequence of the checkpoint before; 0 for the first
 * @param head the link at {@code sequence}
 * @param root of the Merkle tree over the leaves after {@code since}, up to {@code sequence}
 * @param previous hash of the checkpoint before; null for the first
 * @param time when it was made, in UTC with six decimals
 * @param key id of the public key, see {@link PublicKeys#id}
 */
public record Checkpoint(
    String tenant,
    long sequence,
    long since,
    String head,
    String root,
    @Nullable String previous,
    String time,
    String key) {
  private static final String FORMAT = "evergrant-audit-checkpoint/1";
  private static final Pattern WRITTEN =
      Pattern.compile(
          "\\{\"format\":\""
              + FORMAT
              + "\",\"head\":\"([0-9a-f]{64})\",\"key\":\"([0-9a-f]{16})\","
              + "\"previous\":(?:null|\"([0-9a-f]{64})\"),\"root\":\"([0-9a-f]{64})\","
              + "\"sequence\":([1-9]\\d{0,14}),\"since\":(0|[1-9]\\d{0,14}),"
              + "\"tenant\":\"([0-9a-f-]{36})\",\"time\":\"([0-9-]+T[0-9:.]+Z)\"\\}");

  /** The canonical text (RFC 8785), which is what is signed. */
  public String canonical() {
    return "{\"format\":\""
        + FORMAT
        + "\",\"head\":\""
        + head
        + "\",\"key\":\""
        + key
        + "\",\"previous\":"
        + (previous == null ? "null" : "\"" + previous + "\"")
        + ",\"root\":\""
        + root
        + "\",\"sequence\":"
        + sequence
        + ",\"since\":"
        + since
        + ",\"tenant\":\""
        + tenant
        + "\",\"time\":\""
        + time
        + "\"}";
  }

  /** The bytes that are signed. */
  public byte[] signed() {
    return canonical().getBytes(StandardCharsets.UTF_8);
  }

  /** By which the next one names it. */
  public String hash() {
    return hash(canonical());
  }

  /** The same of its canonical text, which is not read. */
  public static String hash(String canonical) {
    return new ChainHash().of(canonical);
  }

  /** Empty for what is no checkpoint in canonical form. */
  public static Optional<Checkpoint> read(String text) {
    var match = WRITTEN.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Checkpoint(
            match.group(7),
            Long.parseLong(match.group(5)),
            Long.parseLong(match.group(6)),
            match.group(1),
            match.group(4),
            match.group(3),
            match.group(8),
            match.group(2)));
  }
}

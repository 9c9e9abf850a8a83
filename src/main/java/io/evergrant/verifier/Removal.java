package io.evergrant.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is signed of events that were removed because they were older than the organisation keeps
 * its log. What is left is linked to {@code head}, and cannot be linked to anything else. Hashes
 * are in hexadecimal.
 *
 * @param tenant its id, in lower case
 * @param sequence of the newest event that was removed: with it, all before it
 * @param since sequence of the newest event that had been removed before
 * @param head the link at {@code sequence}
 * @param root of the Merkle tree over the leaves that were removed, those after {@code since}
 * @param checkpoint hash of the checkpoint at {@code sequence}, which is kept
 * @param until no event from that time on was removed, in UTC with six decimals
 * @param time when it was signed
 * @param key id of the public key, see {@link PublicKeys#id}
 */
public record Removal(
    String tenant,
    long sequence,
    long since,
    String head,
    String root,
    String checkpoint,
    String until,
    String time,
    String key) {
  private static final String FORMAT = "evergrant-audit-removal/1";
  private static final Pattern WRITTEN =
      Pattern.compile(
          "\\{\"checkpoint\":\"([0-9a-f]{64})\",\"format\":\""
              + FORMAT
              + "\",\"head\":\"([0-9a-f]{64})\",\"key\":\"([0-9a-f]{16})\","
              + "\"root\":\"([0-9a-f]{64})\",\"sequence\":([1-9]\\d{0,14}),"
              + "\"since\":(0|[1-9]\\d{0,14}),\"tenant\":\"([0-9a-f-]{36})\","
              + "\"time\":\"([0-9-]+T[0-9:.]+Z)\",\"until\":\"([0-9-]+T[0-9:.]+Z)\"\\}");

  /** The canonical text (RFC 8785), which is what is signed. */
  public String canonical() {
    return "{\"checkpoint\":\"%s\",\"format\":\"%s\",\"head\":\"%s\",\"key\":\"%s\",\"root\":\"%s\",\"sequence\":%d,\"since\":%d,\"tenant\":\"%s\",\"time\":\"%s\",\"until\":\"%s\"}"
        .formatted(checkpoint, FORMAT, head, key, root, sequence, since, tenant, time, until);
  }

  /** The bytes that are signed. */
  public byte[] signed() {
    return canonical().getBytes(StandardCharsets.UTF_8);
  }

  /** Empty for what is no record of a removal in canonical form. */
  public static Optional<Removal> read(String text) {
    var match = WRITTEN.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Removal(
            match.group(7),
            Long.parseLong(match.group(5)),
            Long.parseLong(match.group(6)),
            match.group(2),
            match.group(4),
            match.group(1),
            match.group(9),
            match.group(8),
            match.group(3)));
  }
}

package io.evergrant.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.audit.LoggedEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A log that is exported while it is made up, so that it can be longer than memory. */
final class LargeLog {
  private static final Instant BEGIN = Instant.parse("2026-11-24T09:00:00Z");

  private final Log log = new Log(Log.newKey());
  private final Random random = new Random(1);
  private final ChainHash hash = new ChainHash();
  private final MerkleTree tree = new MerkleTree(hash);
  private byte[] link = ChainHash.bytes(ChainHash.BEFORE_THE_FIRST);
  private @Nullable Checkpoint newest;

  /** Where an auditor has the three files that he needs. */
  record Export(Path export, Path checkpoints, Path keys) {}

  /** So many events, a multiple of how many lie under a checkpoint, all of them held outside. */
  Export write(Path folder, int events, int between) throws IOException {
    var files =
        new Export(
            folder.resolve(events + ".jsonl"),
            folder.resolve(events + ".checkpoints"),
            folder.resolve(events + ".keys"));
    Files.writeString(files.keys(), Base64.getEncoder().encodeToString(Log.raw(log.key)));
    try (var export = Files.newBufferedWriter(files.export(), UTF_8);
        var outside = Files.newBufferedWriter(files.checkpoints(), UTF_8)) {
      line(export, manifest());
      for (var i = 1L; i <= events; i++) {
        line(export, event(i));
        if (i % between == 0) {
          var signed = Log.signed(checkpoint(i, i - between), log.key).line();
          line(export, signed);
          line(outside, signed);
        }
      }
      line(export, new Lines.End(events / between, events, ChainHash.hex(link), events).line());
    }
    return files;
  }

  private String manifest() {
    return new Lines.Manifest(
            log.tenant.toString(), 0, null, ChainHash.BEFORE_THE_FIRST, time(Duration.ZERO))
        .line();
  }

  private String event(long sequence) {
    var event = log.event(sequence, random).canonical();
    var leaf = hash.leaf(event.getBytes(UTF_8));
    link = hash.link(link, sequence, leaf);
    tree.add(leaf);
    return Lines.event(event, ChainHash.hex(link), sequence);
  }

  private Checkpoint checkpoint(long sequence, long since) {
    var before = newest;
    var made =
        new Checkpoint(
            log.tenant.toString(),
            sequence,
            since,
            ChainHash.hex(link),
            ChainHash.hex(tree.root()),
            before == null ? null : before.hash(),
            time(Duration.ofSeconds(sequence)),
            PublicKeys.id(Log.raw(log.key)));
    tree.clear();
    newest = made;
    return made;
  }

  private static String time(Duration later) {
    return LoggedEvent.time(BEGIN.plus(later));
  }

  private static void line(BufferedWriter out, String text) throws IOException {
    out.write(text);
    out.write('\n');
  }
}

package io.evergrant.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.LoggedEvent;
import io.evergrant.verifier.Lines.Removed;
import io.evergrant.verifier.Lines.Signed;
import io.evergrant.verifier.Log.Row;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Logs that are spoiled at random, in the database and in the export: each is found. */
class TamperingTest {
  private static final int EACH = 200;
  private static final KeyPair KEY = Log.newKey();
  private static final List<Log> LOGS =
      IntStream.range(0, 40).mapToObj(TamperingTest::newLog).toList();
  private static final KeyPair ANOTHER = Log.newKey();

  /** From every third the portal removed what was old, up to its first checkpoint. */
  private static Log newLog(int seed) {
    var removes = seed % 3 == 0;
    var log = Log.of(KEY, new Random(seed), (removes ? 20 : 12) + seed % 9, 6 + seed % 4);
    if (removes) {
      log.remove(0);
    }
    return log;
  }

  /** Somebody who rules the database; answers the first sequence that is not as it was. */
  private interface Spoiler {
    long spoil(Log log, Random random);
  }

  @Test
  void P18_an_edited_event_is_found() {
    inTheDatabase((log, random) -> edit(log, random), false);
  }

  @Test
  void P18_an_edited_event_with_new_links_is_found() {
    inTheDatabase((log, random) -> edit(log, random), true);
  }

  @Test
  void P18_a_deleted_event_is_found() {
    inTheDatabase(TamperingTest::delete, false);
  }

  @Test
  void P18_a_deleted_event_with_new_links_is_found() {
    inTheDatabase(TamperingTest::delete, true);
  }

  @Test
  void P18_events_in_another_order_are_found() {
    inTheDatabase(TamperingTest::swap, false);
  }

  @Test
  void P18_events_in_another_order_with_new_links_are_found() {
    inTheDatabase(TamperingTest::swap, true);
  }

  @Test
  void P18_an_inserted_event_with_new_links_is_found() {
    inTheDatabase(TamperingTest::insert, true);
  }

  @Test
  void P18_a_cut_tail_is_found_by_what_is_held_outside() {
    for (var seed = 0; seed < EACH; seed++) {
      var random = new Random(seed);
      var log = log(random);
      var keep = random.nextInt((int) (log.signedUpTo() - log.offset()));
      log.rows.subList(keep, log.rows.size()).clear();
      if (random.nextBoolean()) {
        log.checkpoints.removeIf(line -> line.checkpoint().sequence() > log.offset() + keep);
      }
      found(log.verify(), seed);
    }
  }

  @Test
  void P18_an_older_copy_that_went_on_is_found_by_what_is_held_outside() {
    for (var seed = 0; seed < EACH; seed++) {
      var random = new Random(seed);
      var log = log(random);
      var before = log.rows.size();
      var keep = random.nextInt((int) (log.signedUpTo() - log.offset()));
      log.rows.subList(keep, before).clear();
      log.checkpoints.removeIf(line -> line.checkpoint().sequence() > log.offset() + keep);
      for (var more = random.nextInt(2 * before - keep); more >= 0; more--) {
        log.append(log.event(1_000 + log.rows.size(), random));
        if (random.nextInt(4) == 0) {
          log.sign();
        }
      }
      found(log.verify(), seed);
    }
  }

  @Test
  void P18_a_spoiled_checkpoint_is_found() {
    for (var seed = 0; seed < EACH; seed++) {
      var random = new Random(seed);
      var log = log(random);
      var at = random.nextInt(log.checkpoints.size());
      switch (random.nextInt(3)) {
        case 0 -> log.checkpoints.remove(at);
        case 1 ->
            log.checkpoints.set(at, Log.signed(log.checkpoints.get(at).checkpoint(), ANOTHER));
        default -> log.checkpoints.add(at, log.checkpoints.get(at));
      }
      found(log.verify(), seed);
    }
  }

  @Test
  void P18_a_changed_byte_is_found() {
    for (var seed = 0; seed < 2 * EACH; seed++) {
      var random = new Random(seed);
      var log = log(random);
      var lines = log.export(0, null);
      var bytes = Log.bytes(lines);
      // the manifest's time is nobody's promise
      var first = lines.getFirst().length() + 1;
      var at = first + random.nextInt(bytes.length - first - 1);
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      found(log.verify(bytes), seed);
    }
  }

  @Test
  void P18_lines_that_are_missing_twice_or_in_another_order_are_found() {
    for (var seed = 0; seed < 2 * EACH; seed++) {
      var random = new Random(seed);
      var log = log(random);
      var lines = log.export(0, null);
      var at = 1 + random.nextInt(lines.size() - 2);
      switch (random.nextInt(3)) {
        case 0 -> lines.remove(at);
        case 1 -> lines.add(1 + random.nextInt(lines.size() - 1), lines.get(at));
        default -> Collections.swap(lines, at, at + 1);
      }
      found(log.verify(lines), seed);
    }
  }

  @Test
  void P18_a_cut_file_is_found() {
    for (var seed = 0; seed < EACH; seed++) {
      var random = new Random(seed);
      var log = log(random);
      var bytes = Log.bytes(log.export(0, null));
      var cut = Arrays.copyOf(bytes, random.nextInt(bytes.length - 1));
      assertThat(log.verify(cut)).as("seed %d", seed).isNotInstanceOf(Verdict.Genuine.class);
    }
  }

  /** From the beginning, or beyond what the portal removed and told of. */
  @Test
  void P18_a_removal_that_is_not_recorded_is_found() {
    for (var seed = 0; seed < 2 * EACH; seed++) {
      var random = new Random(seed);
      var log = log(random);
      var at = random.nextInt(log.checkpoints.size());
      var upTo =
          random.nextBoolean()
              ? log.checkpoints.get(at).checkpoint().sequence()
              : log.offset() + 1 + random.nextInt(log.rows.size());
      log.cut(upTo);
      if (random.nextBoolean() && !log.rows.isEmpty()) {
        log.relink();
      }
      // without what is held outside, too, as long as anything is left that was signed
      var held =
          random.nextBoolean() || log.checkpoints.isEmpty() ? log.outside : List.<Signed>of();
      found(log.verify(Log.bytes(log.export(0, null)), held), seed);
    }
  }

  @Test
  void P18_a_forged_record_of_a_removal_is_found() {
    for (var seed = 0; seed < 2 * EACH; seed++) {
      var random = new Random(seed);
      var log = log(random);
      var upTo = log.checkpoints.get(random.nextInt(log.checkpoints.size()));
      var good = log.record(upTo.checkpoint(), log.offset());
      var known = random.nextBoolean() && log.removed != null ? log.removed : null;
      log.cut(upTo.checkpoint().sequence());
      log.anchor = upTo;
      log.removed =
          switch (random.nextInt(known == null ? 3 : 5)) {
            case 0 -> Log.signed(good, ANOTHER);
            case 1 -> new Removed(good, upTo.signature());
            case 2 -> otherTenants(good);
            // a record that is genuine, of an earlier removal
            case 3 -> known;
            default -> new Removed(good, Objects.requireNonNull(known).signature());
          };
      found(log.verify(Log.bytes(log.export(0, null)), List.of()), seed);
    }
  }

  private static Removed otherTenants(Removal good) {
    return Log.signed(
        new Removal(
            new UUID(3, 3).toString(),
            good.sequence(),
            good.since(),
            good.head(),
            good.root(),
            good.checkpoint(),
            good.until(),
            good.time(),
            good.key()),
        KEY);
  }

  /** What is younger than the last checkpoint is named, and nothing else is let through. */
  private static void inTheDatabase(Spoiler spoiler, boolean relinked) {
    for (var seed = 0; seed < EACH; seed++) {
      var random = new Random(seed);
      var log = log(random);
      var signed = log.signedUpTo();
      var first = spoiler.spoil(log, random);
      if (relinked) {
        log.relink();
      }
      var verdict = log.verify();
      if (relinked && first > signed) {
        assertThat(verdict).as("seed %d", seed).isInstanceOf(Verdict.Genuine.class);
        assertThat(((Verdict.Genuine) verdict).signedUpTo()).isLessThan(first);
      } else {
        found(verdict, seed);
      }
    }
  }

  private static void found(Verdict verdict, int seed) {
    assertThat(verdict).as("seed %d", seed).isInstanceOf(Verdict.Tampered.class);
  }

  private static Log log(Random random) {
    return LOGS.get(random.nextInt(LOGS.size())).copy();
  }

  private static long edit(Log log, Random random) {
    var at = random.nextInt(log.rows.size());
    var row = log.rows.get(at);
    log.rows.set(
        at,
        new Row(row.sequence(), other(Objects.requireNonNull(row.event()), random), row.hash()));
    return log.offset() + at + 1L;
  }

  private static LoggedEvent other(LoggedEvent e, Random random) {
    var details = new HashMap<>(e.details());
    var field = random.nextInt(9);
    if (field == 0) {
      details.put("cause", details.get("cause") + " ");
    } else if (field == 1) {
      details.put("further", "");
    } else if (field == 2) {
      details.remove("latency");
    }
    return new LoggedEvent(
        e.tenant(),
        field == 3 ? e.number() + 1 : e.number(),
        field == 4 ? e.at().plus(Duration.ofNanos(1_000)) : e.at(),
        field == 5 ? "refresh_endeD" : e.type(),
        e.actorKind(),
        e.actorMember(),
        field == 6 ? null : e.actorName(),
        e.grant(),
        e.provider(),
        field == 7 ? new UUID(1, 1) : e.attempt(),
        field != 8,
        e.outcome(),
        details);
  }

  private static long delete(Log log, Random random) {
    // that the newest unsigned event was there is known only where its link stays
    var at = random.nextInt((int) (log.signedUpTo() - log.offset()));
    log.rows.remove(at);
    return log.offset() + at + 1L;
  }

  private static long swap(Log log, Random random) {
    var at = random.nextInt(log.rows.size());
    var to = (at + 1 + random.nextInt(log.rows.size() - 1)) % log.rows.size();
    var a = log.rows.get(at);
    var b = log.rows.get(to);
    log.rows.set(at, new Row(a.sequence(), b.event(), a.hash()));
    log.rows.set(to, new Row(b.sequence(), a.event(), b.hash()));
    return log.offset() + Math.min(at, to) + 1L;
  }

  private static long insert(Log log, Random random) {
    var at = random.nextInt(log.rows.size() + 1);
    log.rows.add(at, new Row(0, log.event(500, random), ""));
    return log.offset() + at + 1L;
  }
}

package io.evergrant.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.verifier.Log.Row;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One log of 23 events with a checkpoint every five, and what can be done to it. */
class VerifierTest {
  private static final Random RANDOM = new Random(1);

  private final Log log = Log.of(Log.newKey(), RANDOM, 23, 5);

  @Test
  void P18_a_log_as_it_was_signed_is_genuine_and_what_is_younger_is_named() {
    assertThat(log.verify()).isInstanceOf(Verdict.Genuine.class);
    var genuine = (Verdict.Genuine) log.verify();
    assertThat(genuine.last()).isEqualTo(23);
    assertThat(genuine.signedUpTo()).isEqualTo(20);
    assertThat(genuine.younger()).isEqualTo(3);
    assertThat(genuine.heldOutside()).isEqualTo(4);
  }

  @Test
  void every_extract_is_genuine() {
    for (var after = 0L; after < 23; after++) {
      for (var before = after + 2; before <= 24; before++) {
        assertThat(log.verify(log.export(after, before)))
            .as("%d to %d", after, before)
            .isInstanceOf(Verdict.Genuine.class);
      }
      assertThat(log.verify(log.export(after, null))).isInstanceOf(Verdict.Genuine.class);
    }
  }

  @Test
  void P18_what_is_left_after_a_removal_that_was_recorded_is_genuine_and_it_is_named() {
    log.remove(1);
    var genuine = (Verdict.Genuine) log.verify();
    assertThat(genuine.first()).isEqualTo(11);
    assertThat(genuine.last()).isEqualTo(23);
    assertThat(genuine.checkpoints()).isEqualTo(2);
    assertThat(genuine.heldOutside()).as("the one that was kept is compared too").isEqualTo(3);
    assertThat(genuine.removed()).isNotNull();
    assertThat(Objects.requireNonNull(genuine.removed()).sequence()).isEqualTo(10);
    for (var after = 0L; after < 23; after++) {
      assertThat(log.verify(log.export(after, null))).isInstanceOf(Verdict.Genuine.class);
      var before = Math.max(after, 10) + 2;
      assertThat(log.verify(log.export(after, before))).isInstanceOf(Verdict.Genuine.class);
    }
    log.remove(1);
    assertThat(((Verdict.Genuine) log.verify()).first()).as("a second one").isEqualTo(21);
  }

  @Test
  void P18_a_removal_that_was_not_recorded_is_found() {
    log.cut(10);
    assertThat(finding(log.verify())).isEqualTo(Finding.OUT_OF_SEQUENCE);
    log.cut(20);
    assertThat(finding(log.verify())).isEqualTo(Finding.OUT_OF_SEQUENCE);
    log.cut(23);
    assertThat(finding(log.verify())).isEqualTo(Finding.TAIL_CUT);
  }

  @Test
  void P18_more_than_what_was_recorded_is_found_to_be_gone() {
    log.remove(0);
    log.cut(10);
    assertThat(finding(log.verify())).isEqualTo(Finding.OUT_OF_SEQUENCE);
    var second = log.checkpoints.getFirst();
    log.anchor = second;
    assertThat(finding(log.verify())).isEqualTo(Finding.CHECKPOINT_MISSING);
  }

  @Test
  void P18_what_follows_a_removal_is_what_was_linked_to_it() {
    log.remove(1);
    log.rows.set(0, new Row(11, log.event(11, RANDOM), ""));
    log.relink();
    assertThat(finding(log.verify(Log.bytes(log.export(0, null)), List.of())))
        .isEqualTo(Finding.HISTORY_REWRITTEN);
    var lines = log.export(0, null);
    assertThat(lines.remove(2)).contains("\"sequence\":10");
    assertThat(finding(log.verify(lines))).isEqualTo(Finding.CHECKPOINT_MISSING);
  }

  /** The links and the root would find it, too, and say less. */
  @Test
  void P18_a_gap_after_a_removal_is_called_one() {
    log.remove(1);
    var lines = log.export(0, null);
    assertThat(lines.remove(3)).contains("\"sequence\":11");
    assertThat(log.verify(lines))
        .isEqualTo(new Verdict.Tampered(4, 10, 10, Finding.OUT_OF_SEQUENCE));
  }

  @Test
  void P18_an_extract_has_no_use_for_a_record_of_a_removal() {
    log.remove(1);
    var lines = log.export(15, null);
    lines.add(1, log.export(0, null).get(1));
    assertThat(finding(log.verify(lines))).isEqualTo(Finding.REMOVAL_MISPLACED);
  }

  @Test
  void an_empty_log_is_genuine() {
    var empty = new Log(log.key);
    assertThat(empty.verify()).isInstanceOf(Verdict.Genuine.class);
    assertThat(((Verdict.Genuine) empty.verify()).younger()).isZero();
  }

  @Test
  void P18_an_edited_event_is_found_at_its_line() {
    var other = log.event(7, RANDOM);
    log.rows.set(6, new Row(7, other, log.rows.get(6).hash()));
    // the manifest, six events, a checkpoint, and then it
    assertThat(log.verify()).isEqualTo(new Verdict.Tampered(9, 6, 5, Finding.LINK_BROKEN));
  }

  @Test
  void P18_an_edited_event_whose_links_were_computed_anew_is_found_at_its_checkpoint() {
    log.rows.set(6, new Row(7, log.event(7, RANDOM), ""));
    log.relink();
    assertThat(log.verify(Log.bytes(log.export(0, null)), List.of()))
        .isEqualTo(new Verdict.Tampered(13, 10, 5, Finding.HISTORY_REWRITTEN));
  }

  /** Where it begins between two checkpoints the root tells nothing: the head has to. */
  @Test
  void P18_an_extract_of_a_rewritten_history_is_found() {
    log.rows.set(6, new Row(7, log.event(7, RANDOM), ""));
    log.relink();
    for (var after = 0L; after < 10; after++) {
      var extract = Log.bytes(log.export(after, 12L));
      assertThat(finding(log.verify(extract, List.of()))).isEqualTo(Finding.HISTORY_REWRITTEN);
    }
  }

  @Test
  void P18_a_deleted_event_is_found() {
    log.rows.set(6, new Row(7, null, log.rows.get(6).hash()));
    assertThat(log.verify()).isEqualTo(new Verdict.Tampered(9, 6, 5, Finding.EVENT_GONE));
    log.rows.remove(6);
    assertThat(log.verify()).isEqualTo(new Verdict.Tampered(9, 6, 5, Finding.OUT_OF_SEQUENCE));
  }

  @Test
  void P18_a_tail_that_was_cut_off_with_its_checkpoints_is_found_by_what_is_held_outside() {
    log.rows.subList(12, 23).clear();
    log.checkpoints.subList(2, 4).clear();
    var export = Log.bytes(log.export(0, null));
    assertThat(log.verify(export, List.of())).isInstanceOf(Verdict.Genuine.class);
    assertThat(finding(log.verify(export))).isEqualTo(Finding.TAIL_CUT);
  }

  @Test
  void P18_a_tail_that_was_cut_off_without_its_checkpoints_is_found() {
    log.rows.subList(12, 23).clear();
    assertThat(finding(log.verify(Log.bytes(log.export(0, null)), List.of())))
        .isEqualTo(Finding.EVENTS_MISSING);
  }

  @Test
  void P18_an_older_copy_that_went_on_otherwise_is_a_fork() {
    var copy = log.copy();
    copy.rows.subList(8, 23).clear();
    copy.checkpoints.subList(1, 4).clear();
    while (copy.rows.size() < 25) {
      copy.append(copy.event(copy.rows.size() + 1, RANDOM));
      if (copy.rows.size() == 10 || copy.rows.size() == 25) {
        copy.sign();
      }
    }
    var export = Log.bytes(copy.export(0, null));
    assertThat(finding(copy.verify(export, log.outside))).isEqualTo(Finding.FORKED);
    assertThat(finding(copy.verify(export))).as("one file, both ways").isEqualTo(Finding.FORKED);
  }

  @Test
  void P18_a_file_that_tells_of_more_before_tells_that_the_log_was_set_back() {
    var copy = log.copy();
    copy.rows.subList(12, 23).clear();
    copy.checkpoints.subList(2, 4).clear();
    copy.sign();
    assertThat(finding(copy.verify())).isEqualTo(Finding.TAIL_CUT);
    var longer = Log.bytes(log.export(0, null));
    assertThat(finding(log.verify(longer, copy.outside))).isEqualTo(Finding.SET_BACK);
  }

  @Test
  void a_checkpoint_that_comes_again_or_late_in_the_file_changes_nothing() {
    log.outside.add(log.outside.getLast());
    log.outside.add(2, log.outside.getFirst());
    log.outside.add(log.outside.get(1));
    assertThat(log.verify()).isInstanceOf(Verdict.Genuine.class);
    log.outside.add(log.outside.remove(1));
    assertThat(log.verify()).isInstanceOf(Verdict.Genuine.class);
  }

  @Test
  void P18_a_checkpoint_that_comes_again_hides_no_tail_that_was_cut_off() {
    log.outside.add(log.outside.get(1));
    log.rows.subList(12, 23).clear();
    log.checkpoints.subList(2, 4).clear();
    assertThat(finding(log.verify())).isEqualTo(Finding.TAIL_CUT);
  }

  @Test
  void P18_a_missing_checkpoint_is_found() {
    log.checkpoints.remove(1);
    var export = Log.bytes(log.export(0, null));
    assertThat(finding(log.verify(export, List.of()))).isEqualTo(Finding.CHECKPOINT_MISSING);
    log.checkpoints.subList(1, 3).clear();
    var shorter = Log.bytes(log.export(0, null));
    assertThat(log.verify(shorter, List.of())).isInstanceOf(Verdict.Genuine.class);
    assertThat(finding(log.verify(shorter))).isEqualTo(Finding.CHECKPOINT_MISSING);
  }

  @Test
  void P18_a_checkpoint_by_another_key_counts_for_nothing() {
    var mine = Log.newKey();
    var forged = log.checkpoints.get(1).checkpoint();
    log.checkpoints.set(1, Log.signed(forged, mine));
    assertThat(finding(log.verify())).isEqualTo(Finding.SIGNATURE_WRONG);
    var honest =
        new Checkpoint(
            forged.tenant(),
            forged.sequence(),
            forged.since(),
            forged.head(),
            forged.root(),
            forged.previous(),
            forged.time(),
            PublicKeys.id(Log.raw(mine)));
    log.checkpoints.set(1, Log.signed(honest, mine));
    assertThat(finding(log.verify())).isEqualTo(Finding.KEY_UNKNOWN);
  }

  @Test
  void P18_a_root_that_is_not_that_of_the_events_is_found() {
    var third = log.checkpoints.removeLast().checkpoint();
    log.outside.removeLast();
    var wrong =
        new Checkpoint(
            third.tenant(),
            third.sequence(),
            third.since(),
            third.head(),
            "0".repeat(64),
            third.previous(),
            third.time(),
            third.key());
    log.checkpoints.add(Log.signed(wrong, log.key));
    assertThat(finding(log.verify())).isEqualTo(Finding.HISTORY_REWRITTEN);
  }

  @Test
  void P14_P18_events_of_another_tenant_are_found_however_well_they_are_linked() {
    var other = new Log(log.key);
    log.append(other.event(24, RANDOM));
    assertThat(finding(log.verify())).isEqualTo(Finding.OTHER_TENANT);
  }

  @Test
  void P14_checkpoints_of_other_tenants_in_the_file_held_outside_are_passed_over() {
    var other = Log.of(log.key, RANDOM, 30, 3);
    var mixed = new ArrayList<Lines.Signed>();
    mixed.addAll(other.outside.subList(0, 5));
    mixed.addAll(log.outside);
    mixed.addAll(other.outside.subList(5, 10));
    assertThat(log.verify(Log.bytes(log.export(0, null)), mixed))
        .isInstanceOf(Verdict.Genuine.class);
  }

  @Test
  void a_line_of_the_file_held_outside_that_nobody_signed_is_found() {
    log.outside.set(1, Log.signed(log.outside.get(1).checkpoint(), Log.newKey()));
    assertThat(finding(log.verify())).isEqualTo(Finding.OUTSIDE_WRONG);
  }

  @Test
  void an_export_that_was_cut_off_on_its_way_is_found() {
    var lines = log.export(0, null);
    assertThat(finding(log.verify(lines.subList(0, lines.size() - 1)))).isEqualTo(Finding.CUT_OFF);
    lines.add(lines.getLast());
    assertThat(finding(log.verify(lines))).isEqualTo(Finding.ENDS_DIFFER);
  }

  @Test
  void a_manifest_that_says_something_else_is_found() {
    var lines = log.export(3, null);
    for (var change :
        new String[][] {
          {"\"after\":3", "\"after\":4"},
          {"\"after\":3", "\"after\":0"},
          {"\"tenant\":\"" + log.tenant, "\"tenant\":\"" + new Log(log.key).tenant},
          {"\"previous\":\"", "\"previous\":\"00"},
          {"\"before\":null", "\"before\":9"}
        }) {
      var changed = new ArrayList<>(lines);
      var text = lines.getFirst().replace(change[0], change[1]);
      if (change[1].endsWith("00")) {
        text = text.replaceFirst("(\"previous\":\".{64})..", "$1");
      }
      changed.set(0, text);
      assertThat(log.verify(changed)).as(change[1]).isInstanceOf(Verdict.Tampered.class);
    }
  }

  @Test
  void what_is_no_export_is_unreadable() {
    assertThat(log.verify(new byte[0])).isInstanceOf(Verdict.Unreadable.class);
    assertThat(log.verify("number,time\n1,2\n".getBytes(UTF_8)))
        .isInstanceOf(Verdict.Unreadable.class);
  }

  @Test
  void a_line_without_an_end_is_not_read_into_memory() {
    var endless = new ByteArrayInputStream(new byte[3 << 20]);
    assertThatThrownBy(() -> new Verifier(Log.keys(log.key)).verify(endless, List.of()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void keys_are_read_as_pem_and_as_base64() {
    var encoded = Base64.getEncoder().encodeToString(log.key.getPublic().getEncoded());
    var pem = "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n";
    var id = PublicKeys.id(Log.raw(log.key));
    assertThat(PublicKeys.read(pem).know(id)).isTrue();
    assertThat(Log.keys(log.key).know(id)).isTrue();
    assertThatThrownBy(() -> PublicKeys.read("AAAA")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PublicKeys.read("# none"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_program_ends_with_what_it_found(@TempDir Path folder) throws IOException {
    var key = folder.resolve("audit.pub");
    Files.writeString(key, Base64.getEncoder().encodeToString(Log.raw(log.key)));
    var held = folder.resolve("checkpoints.jsonl");
    Files.write(held, Log.bytes(log.outside.stream().map(Lines.Signed::line).toList()));
    var export = folder.resolve("export.jsonl");
    var lines = log.export(0, null);
    Files.write(export, Log.bytes(lines));
    assertThat(run(0, "--key", key, "--checkpoints", held, export))
        .contains("GENUINE", "the last 3 events", "4 checkpoints agree, up to event 20");
    assertThat(run(0, "--key", key, export)).contains("cannot tell whether events were cut off");
    Files.write(export, Log.bytes(log.export(20, null)));
    assertThat(run(3, "--key", key, export)).contains("UNSIGNED: events 21 to 23");
    var rest = log.copy();
    rest.remove(0);
    Files.write(export, Log.bytes(rest.export(0, null)));
    assertThat(run(0, "--key", key, export)).contains("Removed: events 1 to 5");
    lines.remove(4);
    Files.write(export, Log.bytes(lines));
    assertThat(run(1, "--key", key, export)).contains("TAMPERED: line 5", "Up to event 3");
    assertThat(run(2, "--key", key, folder.resolve("none"))).contains("UNREADABLE");
    assertThat(run(2, export)).contains("--checkpoints");
  }

  private static String run(int code, Object... arguments) {
    var out = new ByteArrayOutputStream();
    var texts = java.util.Arrays.stream(arguments).map(Object::toString).toList();
    assertThat(Main.run(texts, new PrintStream(out, true, UTF_8))).isEqualTo(code);
    return out.toString(UTF_8);
  }

  private static Finding finding(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Tampered.class);
    return ((Verdict.Tampered) verdict).finding();
  }
}

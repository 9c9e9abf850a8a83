package io.evergrant.it.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.audit.AuditExport;
import io.evergrant.domain.audit.ExportFormat;
import io.evergrant.domain.audit.ExportRange;
import io.evergrant.domain.audit.ExportState;
import io.evergrant.usecase.audit.DownloadExport.Found;
import io.evergrant.usecase.audit.ExportAltered;
import io.evergrant.usecase.audit.ManageExports.Asked;
import io.evergrant.verifier.Verdict;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports as nodes make them in PostgreSQL, and as they are fetched. */
class AuditExportsIT {
  @TempDir static Path folder;
  private static RealVault vault;

  private final Household home = new Household();
  private Chain chain;
  private Exports node1;
  private Exports node2;

  @BeforeAll
  static void start() {
    vault = new RealVault();
  }

  /** A node takes whichever is next: what other tests asked for and left is not ours. */
  @BeforeEach
  void no_other_is_under_way() {
    Server.asSuperuser(
        "UPDATE audit_export SET state = 'FAILED' WHERE state IN ('WAITING', 'RUNNING')");
  }

  @BeforeEach
  void two_nodes() {
    chain = new Chain("n1", vault.signer, folder.resolve(home.tenant + ".jsonl"));
    node1 = new Exports("n1", vault.signer);
    node2 = new Exports("n2", vault.signer);
  }

  @AfterAll
  static void stop() {
    Server.resetClock();
  }

  @Test
  void P18_an_export_of_everything_waits_until_all_of_it_is_signed_and_verifies() {
    append(2_300);
    chain.runUp();
    var asked = ask(ExportFormat.JSONL, ExportRange.ALL);
    node1.make();
    assertThat(node1.find(home, asked).state()).as("not linked").isEqualTo(ExportState.WAITING);
    signAll();
    var export = made(asked);
    assertThat(export.progress().events()).isGreaterThan(2_300);
    assertThat(export.progress().parts()).isEqualTo(3);
    var bytes = whole(export);
    assertThat(bytes).hasSize((int) export.progress().bytes());
    assertThat(sha256(bytes)).isEqualTo(export.sha256());
    var verdict = (Verdict.Genuine) chain.verify(bytes);
    assertThat(verdict.younger()).isZero();
    assertThat(verdict.heldOutside()).isPositive();
    assertThat(new String(bytes, UTF_8)).as("itself").contains("\"type\":\"audit_exported\"");
    assertThat(node1.manifest(home, export.id()))
        .contains(
            "\"sha256\":\"" + export.sha256(),
            "\"last\":" + verdict.last(),
            "\"checkpoint\":{\"checkpoint\":{",
            "\"keys\":[{\"id\":");
  }

  @Test
  void P18_one_altered_byte_anywhere_is_found() {
    append(40);
    var bytes = whole(asked(ExportFormat.JSONL, ExportRange.ALL));
    for (var at = 0; at < bytes.length - 1; at += 97) {
      var altered = bytes.clone();
      altered[at] ^= 1;
      assertThat(chain.verify(altered)).as("byte %d", at).isNotInstanceOf(Verdict.Genuine.class);
    }
  }

  @Test
  void any_range_of_bytes_is_that_part_of_the_whole() {
    append(2_300);
    var export = asked(ExportFormat.JSONL, ExportRange.ALL);
    var bytes = whole(export);
    var length = bytes.length;
    for (var range :
        new int[][] {{0, 1}, {length / 3, length / 2}, {length - 1, length}, {700_000, length}}) {
      assertThat(part(export, range[0], range[1]))
          .isEqualTo(Arrays.copyOfRange(bytes, range[0], range[1]));
    }
  }

  @Test
  void where_a_node_died_another_goes_on_and_the_late_one_changes_nothing() {
    append(2_300);
    var asked = ask(ExportFormat.JSONL, ExportRange.ALL);
    signAll();
    var dying = new Exports.Dying(1);
    assertThatThrownBy(() -> new Exports("n1", vault.signer, dying).make())
        .isInstanceOf(Exports.Killed.class);
    var before = partsOf(asked);
    assertThat(before).hasSize(1);
    node2.make();
    assertThat(node2.find(home, asked).progress().parts()).as("leased").isEqualTo(1);
    Server.shiftClock(Duration.ofSeconds(31));
    var export = made(asked);
    assertThat(dying.tryLate()).as("too late").isFalse();
    assertThat(node1.find(home, export)).isEqualTo(export);
    assertThat(partsOf(export)).hasSize(3).startsWith(before.getFirst());
    var bytes = whole(export);
    assertThat(sha256(bytes)).isEqualTo(export.sha256());
    assertThat(chain.verify(bytes)).isInstanceOf(Verdict.Genuine.class);
  }

  /** The other one has not noted anything yet, so nothing but the fence keeps the late one off. */
  @Test
  void while_another_node_holds_an_export_the_late_one_does_not_go_on() {
    append(2_300);
    var asked = ask(ExportFormat.JSONL, ExportRange.ALL);
    signAll();
    var late = new Exports.Dying(1);
    assertThatThrownBy(() -> new Exports("n1", vault.signer, late).make())
        .isInstanceOf(Exports.Killed.class);
    Server.shiftClock(Duration.ofSeconds(31));
    var holding = new Exports.Dying(0);
    assertThatThrownBy(() -> new Exports("n2", vault.signer, holding).make())
        .isInstanceOf(Exports.Killed.class);
    var before = node1.find(home, asked);
    assertThat(before.state()).isEqualTo(ExportState.RUNNING);
    assertThat(late.tryLate()).as("too late").isFalse();
    assertThat(node1.find(home, asked)).isEqualTo(before);
    assertThat(partsOf(asked)).hasSize(1);
    assertThat(holding.tryLate()).as("in its turn").isTrue();
  }

  @Test
  void P18_what_was_altered_after_the_export_was_made_does_not_go_out() {
    append(2_300);
    var export = asked(ExportFormat.CSV, ExportRange.ALL);
    Tampering.as(
        """
        UPDATE audit_event SET details = '{"n": "other"}'
        WHERE tenant_id = '%1$s'
          AND number = (SELECT number FROM audit_link WHERE tenant_id = '%1$s' AND sequence = 1500)
        """
            .formatted(home.tenant));
    var out = new ByteArrayOutputStream();
    assertThatThrownBy(() -> node1.download(ready(export), 0, export.progress().bytes(), out))
        .isInstanceOf(ExportAltered.class);
    assertThat(out.toString(UTF_8)).contains("\r\n1000,").doesNotContain("\r\n1001,");
  }

  @Test
  void a_link_ends_after_an_hour_and_an_export_after_seven_days() {
    append(3);
    var export = asked(ExportFormat.JSONL, ExportRange.ALL);
    var secret = node1.link(home, export);
    assertThat(node1.find(secret)).isInstanceOf(Found.Ready.class);
    assertThat(node1.find(secret.substring(1) + "A")).isInstanceOf(Found.NotThere.class);
    assertThat(node1.find("no-secret")).isInstanceOf(Found.NotThere.class);
    Server.shiftClock(Duration.ofMinutes(61));
    assertThat(node1.find(secret)).isInstanceOf(Found.Ended.class);
    var again = node1.link(home, export);
    assertThat(again).isNotEqualTo(secret);
    Server.shiftClock(Duration.ofDays(7));
    assertThat(node1.find(again)).isInstanceOf(Found.Ended.class);
    assertThat(node1.find(home, export).state()).isEqualTo(ExportState.ENDED);
    node1.sweep(Duration.ofDays(1));
    assertThat(node1.list(home)).as("for whoever comes late").hasSize(1);
    Server.shiftClock(Duration.ofDays(1));
    node1.sweep(Duration.ofDays(1));
    assertThat(node1.list(home)).isEmpty();
    assertThat(node1.find(again)).isInstanceOf(Found.NotThere.class);
  }

  @Test
  void of_a_secret_only_its_hash_is_kept() {
    append(3);
    var export = asked(ExportFormat.JSONL, ExportRange.ALL);
    var secret = node1.link(home, export);
    assertThat(Server.asSuperuser("SELECT l::text FROM audit_export_link l").toString())
        .contains(sha256(secret.getBytes(UTF_8)))
        .doesNotContain(secret);
  }

  @Test
  void a_range_of_time_holds_every_event_of_it_and_ends_at_a_checkpoint() {
    append(10);
    signAll();
    Server.shiftClock(Duration.ofHours(1));
    var from = node1.now();
    append(10);
    Server.shiftClock(Duration.ofHours(1));
    var until = node1.now();
    append(10);
    signAll();
    var export = asked(ExportFormat.JSONL, new ExportRange(0, null, from, until));
    var verdict = (Verdict.Genuine) chain.verify(whole(export));
    assertThat(verdict.first()).isEqualTo(11);
    assertThat(verdict.last()).isBetween(20L, 31L);
    assertThat(verdict.younger()).isZero();
    assertThat(verdict.before()).isEqualTo(verdict.last() + 1);
    var nothing =
        asked(
            ExportFormat.JSONL, new ExportRange(0, null, from.minus(Duration.ofMinutes(30)), from));
    assertThat(nothing.progress().events()).isLessThanOrEqualTo(10);
    var part = asked(ExportFormat.JSONL, new ExportRange(4, 8L, null, null));
    assertThat(((Verdict.Genuine) chain.verify(whole(part))).first()).isEqualTo(5);
  }

  @Test
  void while_vault_is_away_an_export_ends_unsigned_after_two_minutes() {
    append(5);
    var asked = ask(ExportFormat.JSONL, ExportRange.ALL);
    new Chain("n1", Exports.AWAY, null).runUp();
    node1.make();
    Server.shiftClock(Duration.ofSeconds(121));
    new Chain("n1", Exports.AWAY, null).runUp();
    var export = made(asked);
    assertThat(export.fixed().signedUpTo()).isLessThan(export.fixed().upTo());
    assertThat(((Verdict.Genuine) chain.verify(whole(export))).isUnsigned()).isTrue();
  }

  @Test
  void P18_an_unsigned_export_is_handed_over_as_it_was_made_once_vault_is_back() {
    append(2_300);
    var asked = ask(ExportFormat.JSONL, ExportRange.ALL);
    new Chain("n1", Exports.AWAY, null).runUp();
    node1.make();
    Server.shiftClock(Duration.ofSeconds(121));
    new Chain("n1", Exports.AWAY, null).runUp();
    var export = made(asked);
    signAll();
    assertThat(((Verdict.Genuine) chain.verify(chain.export(home))).signedUpTo())
        .as("heads were signed within its range")
        .isGreaterThanOrEqualTo(2_300);
    var bytes = whole(export);
    assertThat(sha256(bytes)).isEqualTo(export.sha256());
    assertThat(new String(bytes, UTF_8)).doesNotContain("{\"checkpoint\":");
  }

  @Test
  void five_are_under_way_at_most_and_what_is_no_range_is_refused() {
    assertThat(node1.ask(home, ExportFormat.CSV, new ExportRange(5, 5L, null, null)))
        .isInstanceOf(Asked.NoRange.class);
    for (var i = 0; i < 5; i++) {
      ask(ExportFormat.CSV, ExportRange.ALL);
    }
    assertThat(node1.ask(home, ExportFormat.CSV, ExportRange.ALL))
        .isInstanceOf(Asked.TooMany.class);
    assertThat(node1.ask(new Household(), ExportFormat.CSV, ExportRange.ALL))
        .as("another organisation")
        .isInstanceOf(Asked.Done.class);
  }

  @Test
  void one_that_fails_again_and_again_is_given_up() {
    append(3);
    var asked = ask(ExportFormat.JSONL, ExportRange.ALL);
    signAll();
    Server.asSuperuser("UPDATE audit_export SET tries = 5 WHERE id = '%s'".formatted(asked.id()));
    node1.make();
    assertThat(node1.find(home, asked).state()).isEqualTo(ExportState.FAILED);
  }

  @Test
  void P14_another_tenant_finds_no_export_part_or_link() {
    append(3);
    var export = asked(ExportFormat.JSONL, ExportRange.ALL);
    node1.link(home, export);
    var other = new Household();
    assertThat(node1.list(other)).isEmpty();
    assertThat(node1.isThere(other, export)).isFalse();
    for (var table : List.of("audit_export", "audit_export_part", "audit_export_link")) {
      assertThat(Server.asRuntimeRole(other.tenant, "SELECT * FROM " + table)).as(table).isEmpty();
      assertThat(Server.asRuntimeRole(home.tenant, "SELECT * FROM " + table))
          .as(table)
          .isNotEmpty();
    }
  }

  private AuditExport ask(ExportFormat format, ExportRange range) {
    return ((Asked.Done) node1.ask(home, format, range)).export();
  }

  private AuditExport asked(ExportFormat format, ExportRange range) {
    var asked = ask(format, range);
    signAll();
    return made(asked);
  }

  /** Everything is linked, and its head signed. */
  private void signAll() {
    chain.runUp();
    Server.asSuperuser(
        "UPDATE audit_sequencer SET unsigned_since = eg_now() - interval '2 minutes' WHERE tenant_id = '%s' AND linked > signed"
            .formatted(home.tenant));
    chain.runUp();
  }

  private AuditExport made(AuditExport asked) {
    for (var i = 0; i < 5 && node2.find(home, asked).state() != ExportState.READY; i++) {
      Server.shiftClock(Duration.ofSeconds(1));
      node2.make();
    }
    var export = node2.find(home, asked);
    assertThat(export.state()).isEqualTo(ExportState.READY);
    return export;
  }

  private Found.Ready ready(AuditExport export) {
    return (Found.Ready) node1.find(node1.link(home, export));
  }

  private byte[] whole(AuditExport export) {
    return part(export, 0, export.progress().bytes());
  }

  private byte[] part(AuditExport export, long from, long to) {
    var out = new ByteArrayOutputStream();
    node1.download(ready(export), from, to, out);
    return out.toByteArray();
  }

  private List<List<@Nullable String>> partsOf(AuditExport export) {
    return Server.asSuperuser(
        "SELECT part, begins, bytes, encode(sha256, 'hex'), xmin::text FROM audit_export_part WHERE export_id = '%s' ORDER BY part"
            .formatted(export.id()));
  }

  /** As a provider, or a person, may have typed them. */
  private void append(int events) {
    Server.asSuperuser(
        """
        INSERT INTO audit_event (tenant_id, type, actor_kind, terminal, details)
        SELECT '%s', 'signed_in', 'anonymous', false, jsonb_build_object('cause', '=cmd|''x''!A' || n)
        FROM generate_series(1, %d) n
        """
            .formatted(home.tenant, events));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

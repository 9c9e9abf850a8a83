package io.evergrant.it.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.evergrant.adapter.postgresql.AuditFeedStore;
import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.LinkedLogStore;
import io.evergrant.adapter.postgresql.RemovalStore;
import io.evergrant.adapter.postgresql.RetentionStore;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditExport;
import io.evergrant.domain.audit.ExportFormat;
import io.evergrant.domain.audit.ExportRange;
import io.evergrant.domain.audit.ExportState;
import io.evergrant.domain.audit.HoldId;
import io.evergrant.domain.audit.SignedRemoval;
import io.evergrant.domain.audit.Verification;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.Role;
import io.evergrant.usecase.audit.DecideRetention;
import io.evergrant.usecase.audit.DecideRetention.Placed;
import io.evergrant.usecase.audit.DownloadExport.Found;
import io.evergrant.usecase.audit.ManageExports.Asked;
import io.evergrant.usecase.audit.RecordRemoval;
import io.evergrant.usecase.audit.RemoveOldEvents;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.verifier.Finding;
import io.evergrant.verifier.Verdict;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old events go, and what is left is as trustworthy as before. */
class RetentionIT {
  private static final Duration A_WEEK = Duration.ofDays(7).plusMinutes(1);

  @TempDir static Path folder;
  private static RealVault vault;

  private final Household home = new Household();
  private final DecideRetention decide =
      new DecideRetention(new RetentionStore(Server.db()), new AuditStore(Server.db()));
  private Path outside;
  private Chain chain;

  @BeforeAll
  static void start() {
    vault = new RealVault();
  }

  @BeforeEach
  void a_log() {
    outside = folder.resolve(home.tenant + ".jsonl");
    chain = new Chain("n1", vault.signer, outside);
  }

  @AfterAll
  static void stop() {
    Tampering.drop();
    Server.resetClock();
  }

  @Test
  void P18_old_events_go_after_a_week_and_what_is_left_verifies() {
    grown(1_300);
    keep(1);
    assertThat(remove(new RemovalStore(Server.db()))).as("the week is not over").isZero();
    assertThat(events()).isGreaterThan(1_300);
    Server.shiftClock(A_WEEK);
    assertThat(remove()).isEqualTo(1);
    assertThat(events()).isLessThan(20);
    var genuine = genuine();
    assertThat(Objects.requireNonNull(genuine.removed()).sequence()).isEqualTo(1_300);
    assertThat(genuine.first()).isEqualTo(1_301);
    assertFollowersAreTold();
    assertThat(genuine.heldOutside()).as("the last one over what is gone, and later").isEqualTo(2);
    sign();
    assertThat(genuine().younger()).isZero();
    var told = new String(chain.export(home), UTF_8);
    assertThat(told)
        .contains("\"type\":\"audit_removed\"", "\"events\":\"1300\"", "\"first\":\"1\"")
        .contains("\"root\":\"" + genuine.removed().root())
        .contains("\"hash\":\"" + genuine.removed().head());
    for (var range : new long[][] {{0, 5}, {3, 1_305}, {1_300, 1_302}, {1_302, 1_306}}) {
      assertThat(chain.verify(chain.export(home, range[0], range[1])))
          .as("%d to %d", range[0], range[1])
          .isInstanceOf(Verdict.Genuine.class);
    }
    var found = new Verifications("n1", vault.signer, outside).found(home);
    assertThat(found.verdict()).isEqualTo(Verification.Word.GENUINE);
    assertThat(found.removedUpTo()).isEqualTo(1_300);
  }

  private void assertFollowersAreTold() {
    var feed = new AuditFeedStore(Server.db());
    var left = feed.after(home.tenant, null, 0, 1).getFirst().number();
    var removed = feed.removedUpTo(home.tenant);
    assertThat(removed).isPositive().isLessThan(left);
    assertThat(feed.after(home.tenant, null, removed, 1).getFirst().number()).isEqualTo(left);
    assertThat(feed.removedUpTo(new Household().tenant)).isZero();
  }

  @Test
  void P18_a_second_removal_goes_on_from_the_first() {
    grown(30);
    keep(1);
    Server.shiftClock(A_WEEK);
    assertThat(remove()).isEqualTo(1);
    sign();
    Server.shiftClock(Duration.ofDays(63));
    OldEvents.append(home, 3, "0");
    sign();
    assertThat(remove()).isEqualTo(1);
    sign();
    var genuine = genuine();
    assertThat(Objects.requireNonNull(genuine.removed()).since()).isEqualTo(30);
    assertThat(genuine.removed().sequence()).isGreaterThan(30);
    assertThat(genuine.younger()).isZero();
    var log = new LinkedLogStore(Server.db());
    assertThat(log.removals(home.tenant, 0, 10))
        .extracting(SignedRemoval::since, SignedRemoval::sequence)
        .containsExactly(tuple(0L, 30L), tuple(30L, genuine.removed().sequence()));
    assertThat(log.removals(home.tenant, 0, 1)).hasSize(1);
    assertThat(log.removals(home.tenant, 30, 10)).hasSize(1);
  }

  @Test
  void P18_where_all_of_it_is_old_the_chain_goes_on_all_the_same() {
    OldEvents.append(home, 5, "4 months");
    sign();
    keep(1);
    Server.shiftClock(A_WEEK);
    assertThat(remove()).isEqualTo(1);
    sign();
    assertThat(genuine().first()).isEqualTo(6);
    assertThat(genuine().last()).as("the policy, and the removal").isEqualTo(7);
  }

  @Test
  void while_a_legal_hold_stands_nothing_is_removed() {
    grown(30);
    keep(1);
    var hold = place();
    Server.shiftClock(A_WEEK);
    assertThat(remove()).isZero();
    assertThat(events()).isGreaterThan(30);
    assertThat(decide.find(steward()).isHeld()).isTrue();
    decide.release(steward(), "Ada", hold);
    assertThat(decide.find(steward()).isHeld()).isFalse();
    assertThat(remove()).isEqualTo(1);
    sign();
    assertThat(new String(chain.export(home), UTF_8))
        .contains("\"type\":\"legal_hold_placed\"", "\"reason\":\"case 7\"")
        .contains("\"type\":\"legal_hold_released\"");
  }

  @Test
  void a_hold_that_is_placed_at_the_last_moment_is_heeded() {
    grown(30);
    keep(1);
    Server.shiftClock(A_WEEK);
    var held =
        new RemovalStore(Server.db()) {
          @Override
          public Ending remove(
              Turn turn, String node, SignedRemoval removal, String head, String root) {
            if (turn.tenant().equals(home.tenant)) {
              place();
            }
            return super.remove(turn, node, removal, head, root);
          }
        };
    assertThat(remove(held)).isZero();
    assertThat(events()).isGreaterThan(30);
    assertThat(genuine().removed()).isNull();
  }

  @Test
  void P18_old_events_that_are_not_what_was_signed_stay() {
    grown(30);
    keep(1);
    Tampering.as(
        "UPDATE audit_event SET details = '{}' WHERE tenant_id = '%1$s' AND number = (SELECT number FROM audit_link WHERE tenant_id = '%1$s' AND sequence = 7)"
            .formatted(home.tenant));
    Server.shiftClock(A_WEEK);
    assertThat(remove()).isZero();
    assertThat(events()).isGreaterThan(30);
    assertThat(decide.find(steward()).alteredAt()).isNotNull();
    assertThat(chain.verify(home)).isInstanceOf(Verdict.Tampered.class);
  }

  @Test
  void P18_a_removal_that_the_portal_did_not_record_is_found() {
    grown(30);
    Tampering.as(
        "DELETE FROM audit_event WHERE tenant_id = '%s' AND at < eg_now() - interval '1 month'"
            .formatted(home.tenant),
        "DELETE FROM audit_link WHERE tenant_id = '%s' AND sequence <= 30".formatted(home.tenant),
        "DELETE FROM audit_checkpoint WHERE tenant_id = '%s' AND sequence < 30"
            .formatted(home.tenant));
    var verdict = chain.verify(home);
    assertThat(verdict).isInstanceOf(Verdict.Tampered.class);
    assertThat(((Verdict.Tampered) verdict).finding()).isEqualTo(Finding.OUT_OF_SEQUENCE);
  }

  @Test
  void P18_whatever_the_superuser_does_to_the_record_of_a_removal_is_found() {
    grown(30);
    keep(1);
    Server.shiftClock(A_WEEK);
    assertThat(remove()).isEqualTo(1);
    sign();
    assertThat(Objects.requireNonNull(genuine().removed()).sequence()).isEqualTo(30);
    Tampering.keep(home);
    for (var spoils :
        List.of(
            "DELETE FROM audit_removal WHERE tenant_id = '%s'",
            "UPDATE audit_removal SET body = replace(body, '\"since\":0', '\"since\":1') WHERE"
                + " tenant_id = '%s'",
            "UPDATE audit_removal SET body = replace(body, '\"until\":\"2', '\"until\":\"1') WHERE"
                + " tenant_id = '%s'",
            """
            UPDATE audit_removal r
            SET signature = c.signature
            FROM audit_checkpoint c
            WHERE r.tenant_id = '%s' AND c.tenant_id = r.tenant_id AND c.sequence = r.sequence
            """,
            "DELETE FROM audit_checkpoint WHERE tenant_id = '%s' AND sequence = 30",
            "DELETE FROM audit_link WHERE tenant_id = '%s' AND sequence = 31")) {
      Tampering.as(spoils.formatted(home.tenant));
      assertThat(chain.verify(home)).as(spoils).isInstanceOf(Verdict.Tampered.class);
      Tampering.restore(home);
    }
    assertThat(genuine().removed()).isNotNull();
  }

  @Test
  void the_database_itself_keeps_what_is_not_old() {
    grown(30);
    keep(1);
    Server.shiftClock(A_WEEK);
    var greedy =
        new RemovalStore(Server.db()) {
          @Override
          public Ending remove(
              Turn turn, String node, SignedRemoval removal, String head, String root) {
            if (!turn.tenant().equals(home.tenant)) {
              return super.remove(turn, node, removal, head, root);
            }
            var newest = new LinkedLogStore(Server.db()).reach(turn.tenant()).signed();
            var all = new SignedRemoval(newest, 0, removal.body(), removal.signature());
            var ending = super.remove(turn, node, all, head, root);
            assertThat(ending).isEqualTo(Ending.YOUNG);
            var late = new Turn(turn.tenant(), turn.fence() - 1, turn.before());
            assertThat(super.remove(late, node, removal, head, root)).isEqualTo(Ending.LATE);
            return ending;
          }
        };
    assertThat(remove(greedy)).isZero();
    assertThat(events()).isGreaterThan(30);
  }

  @Test
  void a_removal_waits_for_an_export_that_is_being_made_and_ends_one_that_is_ready() {
    grown(30);
    keep(1);
    Server.shiftClock(A_WEEK);
    var exports = new Exports("n1", vault.signer);
    var asked = ((Asked.Done) exports.ask(home, ExportFormat.JSONL, ExportRange.ALL)).export();
    assertThat(remove()).as("it waits").isZero();
    made(exports, asked);
    Server.shiftClock(Duration.ofMinutes(2));
    assertThat(remove()).isEqualTo(1);
    assertThat(exports.find(home, asked).state()).isEqualTo(ExportState.ENDED);
    var after = ((Asked.Done) exports.ask(home, ExportFormat.JSONL, ExportRange.ALL)).export();
    made(exports, after);
    var out = new ByteArrayOutputStream();
    var ready = (Found.Ready) exports.find(exports.link(home, after));
    exports.download(ready, 0, ready.export().progress().bytes(), out);
    var verdict = (Verdict.Genuine) chain.verify(out.toByteArray());
    assertThat(verdict.removed()).isNotNull();
    assertThat(verdict.younger()).isZero();
    assertThat(exports.manifest(home, after.id())).contains("\"removal\":{\"removal\":{");
  }

  @Test
  void of_two_admins_the_one_with_the_older_form_changes_nothing() {
    assertThat(decide.save(steward(), null, 12)).isTrue();
    assertThat(decide.save(steward(), null, 6)).isFalse();
    assertThat(decide.find(steward()).months()).isEqualTo(12);
    assertThat(decide.save(steward(), 12, null)).isTrue();
    assertThat(decide.find(steward()).months()).isNull();
  }

  @Test
  void P14_nobody_sees_or_releases_anothers_hold_or_policy() {
    keep(12);
    var hold = place();
    var other = Steward.of(admin(new Household()));
    assertThat(decide.find(other).months()).isNull();
    assertThat(decide.find(other).holds()).isEmpty();
    assertThat(decide.release(other, "Eve", hold)).isEmpty();
    assertThat(decide.find(steward()).isHeld()).isTrue();
  }

  /** Old events under one checkpoint, and some that are not old. */
  private void grown(int old) {
    OldEvents.append(home, old, "4 months");
    sign();
    OldEvents.append(home, 3, "0");
    sign();
  }

  private void keep(int months) {
    assertThat(decide.save(steward(), null, months)).isTrue();
  }

  private HoldId place() {
    return ((Placed.Done) decide.place(steward(), "Ada", " case 7 ")).hold().id();
  }

  private Steward steward() {
    return Steward.of(admin(home));
  }

  private static Member admin(Household home) {
    return new Member(home.admin, home.tenant, home.adminEmail, "Ada", Role.ADMIN);
  }

  private int remove() {
    return remove(new RemovalStore(Server.db()));
  }

  /** A tick of the timer; of what it does for other tests' tenants nothing is counted. */
  private int remove(RemovalStore store) {
    var before = removals();
    var log = new LinkedLogStore(Server.db());
    var portal = new PortalSettings("n1", URI.create("http://localhost:8080"));
    var unused =
        new RemoveOldEvents(new RecordRemoval(store, log, portal), log, vault.signer).run();
    return (int) (removals() - before);
  }

  private void made(Exports exports, AuditExport export) {
    sign();
    for (var i = 0; i < 5 && exports.find(home, export).state() != ExportState.READY; i++) {
      Server.shiftClock(Duration.ofSeconds(1));
      exports.make();
    }
    assertThat(exports.find(home, export).state()).isEqualTo(ExportState.READY);
  }

  private void sign() {
    OldEvents.sign(home, chain);
  }

  private Verdict.Genuine genuine() {
    var verdict = chain.verify(home);
    assertThat(verdict).isInstanceOf(Verdict.Genuine.class);
    return (Verdict.Genuine) verdict;
  }

  private long removals() {
    return number("SELECT count(*) FROM audit_removal WHERE tenant_id = '%s'");
  }

  private long events() {
    return number("SELECT count(*) FROM audit_event WHERE tenant_id = '%s'");
  }

  private long number(String query) {
    var rows = Server.asSuperuser(query.formatted(home.tenant));
    return Long.parseLong(String.valueOf(rows.getFirst().getFirst()));
  }
}

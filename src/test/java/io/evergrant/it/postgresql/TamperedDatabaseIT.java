package io.evergrant.it.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.LinkedLogStore;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.verifier.ChainHash;
import io.evergrant.verifier.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The database's superuser at work on a signed log; the auditor has the export and the file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperedDatabaseIT {
  private static final int SIGNED = 24;

  /** Ten thousand in the long form: {@code mvn -Plong verify}. */
  private static final int TAMPERINGS = Integer.getInteger("evergrant.tamperings", 40);

  /**
   * Edit, delete, unlink, reorder, insert, two truncations, replay, two of checkpoints, a move to
   * another tenant, an edit with new links.
   */
  private static final int KINDS = 12;

  @TempDir static Path folder;

  private final Household home = new Household();
  private final Household neighbour = new Household();
  private final AuditStore audit = new AuditStore(Server.db());
  private Path checkpoints;
  private RealVault vault;
  private Chain chain;

  @BeforeAll
  void a_log_with_three_checkpoints_and_three_events_that_are_younger() {
    checkpoints = folder.resolve("checkpoints.jsonl");
    vault = new RealVault();
    chain = new Chain("n1", vault.signer, checkpoints);
    for (var i = 0; i < 3; i++) {
      append(SIGNED / 3);
      chain.runUp();
      Server.shiftClock(Duration.ofSeconds(61));
      chain.runUp();
    }
    append(3);
    chain.runUp();
    Tampering.keep(home);
    assertThat(genuine().signedUpTo()).isEqualTo(SIGNED);
    Tampering.restore(home);
    assertThat(genuine().checkpoints()).isEqualTo(3);
  }

  @AfterAll
  void stop() {
    Tampering.drop();
    Server.resetClock();
  }

  @Test
  void P18_whatever_the_superuser_does_to_what_was_signed_is_found() {
    assertThat(TAMPERINGS).as("each kind is tried").isGreaterThanOrEqualTo(KINDS);
    for (var seed = 0; seed < TAMPERINGS; seed++) {
      var what = spoil(seed % KINDS, new Random(seed));
      assertThat(chain.verify(home)).as("%d: %s", seed, what).isInstanceOf(Verdict.Tampered.class);
      putBack();
    }
    assertThat(genuine().last()).isEqualTo(SIGNED + 3);
  }

  @Test
  void P18_an_older_copy_in_which_the_portal_went_on_is_found_by_the_file_held_outside()
      throws IOException {
    for (var keep : List.of(0, 5, 8, 16)) {
      cutAfter(keep, true);
      var file = Files.copy(checkpoints, folder.resolve("after-" + keep + ".jsonl"));
      var portal = new Chain("n1", vault.signer, file);
      for (var i = 0; i < 3; i++) {
        append(7);
        portal.runUp();
        Server.shiftClock(Duration.ofSeconds(61));
        portal.runUp();
      }
      assertThat(portal.verify(home)).as("from %d", keep).isInstanceOf(Verdict.Tampered.class);
      Tampering.restore(home);
    }
  }

  private String spoil(int kind, Random random) {
    var sequence = 1 + random.nextInt(SIGNED);
    var event =
        "WHERE tenant_id = '%1$s' AND number = (SELECT number FROM audit_link WHERE tenant_id = '%1$s' AND sequence = %2$d)"
            .formatted(home.tenant, sequence);
    return switch (kind) {
      case 0 -> run("UPDATE audit_event SET " + change(random) + " " + event);
      case 1 -> run("DELETE FROM audit_event " + event);
      case 2 ->
          run(
              "DELETE FROM audit_link WHERE tenant_id = '%s' AND sequence = %d"
                  .formatted(home.tenant, sequence));
      case 3 -> swap(random, sequence);
      case 4 -> insert(sequence);
      case 5 -> cutAfter(random.nextInt(SIGNED), false);
      case 6 -> cutAfter(random.nextInt(SIGNED), true);
      case 7 -> replay(random);
      case 8 ->
          run(
              "DELETE FROM audit_checkpoint WHERE tenant_id = '%s' AND sequence = %d"
                  .formatted(home.tenant, 8 * (1 + random.nextInt(3))));
      case 9 ->
          run(
              "UPDATE audit_checkpoint SET body = replace(body, '\"since\":', '\"since\":1') WHERE tenant_id = '%s' AND sequence = %d"
                  .formatted(home.tenant, 8 * (1 + random.nextInt(3))));
      case 10 -> moveAway(event, sequence, random.nextBoolean());
      default -> run("UPDATE audit_event SET " + change(random) + " " + event) + relink(sequence);
    };
  }

  private static String change(Random random) {
    return List.of(
            "at = at + interval '1 microsecond'",
            "at = 'infinity'",
            "at = '-infinity'",
            "type = 'signed_out'",
            "actor_kind = 'anonymous'",
            "actor_name = NULL",
            "grant_id = gen_random_uuid()",
            "outcome = 'renewed'",
            "terminal = NOT terminal, attempt_id = gen_random_uuid(), outcome = ''",
            "details = details || '{\"member\": \"other\"}'",
            "details = '{}'",
            "details = '[]'",
            "details = jsonb_build_object('member', (details ->> 'member')::bigint)",
            "details = details || '{\"more\": null}'")
        .get(random.nextInt(14));
  }

  private String swap(Random random, int sequence) {
    var other = 1 + (sequence + random.nextInt(SIGNED - 1)) % SIGNED;
    return run(
        "ALTER TABLE audit_link DROP CONSTRAINT audit_link_tenant_id_number_key",
        """
        UPDATE audit_link l
        SET number = o.number
        FROM audit_link o
        WHERE l.tenant_id = '%1$s' AND o.tenant_id = '%1$s'
          AND l.sequence IN (%2$d, %3$d) AND o.sequence = %2$d + %3$d - l.sequence
        """
            .formatted(home.tenant, sequence, other),
        "ALTER TABLE audit_link ADD UNIQUE (tenant_id, number)");
  }

  /** An event of his own in the place of the sequence, and what was there behind it. */
  private String insert(int sequence) {
    return run(
        "UPDATE audit_link SET sequence = sequence + 1000 WHERE tenant_id = '%s' AND sequence >= %d"
            .formatted(home.tenant, sequence),
        "UPDATE audit_link SET sequence = sequence - 999 WHERE tenant_id = '%s' AND sequence >= 1000"
            .formatted(home.tenant),
        """
        WITH forged AS (
          INSERT INTO audit_event (tenant_id, type, actor_kind, terminal, details)
          VALUES ('%s', 'signed_in', 'anonymous', false, '{}')
          RETURNING number
        )
        INSERT INTO audit_link (tenant_id, sequence, number, leaf, previous, hash)
        SELECT '%s', %d, number, sha256('leaf'), sha256('previous'), sha256('hash')
        FROM forged
        """
            .formatted(home.tenant, home.tenant, sequence));
  }

  /** A backup is put back, and goes on with events and links of his own. */
  private String replay(Random random) {
    var keep = random.nextInt(SIGNED);
    var last = keep + 1 + random.nextInt(SIGNED);
    var what = new StringBuilder(cutAfter(keep, true));
    for (var next = keep + 1; next <= last; next++) {
      what.append(insertLinked(next));
    }
    return what.toString();
  }

  private String insertLinked(int sequence) {
    return run(
        """
        WITH forged AS (
          INSERT INTO audit_event (tenant_id, type, actor_kind, terminal, details)
          VALUES ('%1$s', 'signed_in', 'anonymous', false, '{}')
          RETURNING number
        ), before AS (
          SELECT coalesce((SELECT hash FROM audit_link WHERE tenant_id = '%1$s' AND sequence = %2$d - 1),
                          decode(repeat('00', 32), 'hex')) AS hash
        )
        INSERT INTO audit_link (tenant_id, sequence, number, leaf, previous, hash)
        SELECT '%1$s', %2$d, f.number, sha256('leaf'), b.hash,
               sha256('\\x02'::bytea || b.hash || int8send(%2$d) || sha256('leaf'))
        FROM forged f, before b
        """
            .formatted(home.tenant, sequence));
  }

  private String moveAway(String event, int sequence, boolean linkToo) {
    var move = "SET tenant_id = '%s' ".formatted(neighbour.tenant);
    return run(
        "UPDATE audit_event " + move + event,
        linkToo
            ? "UPDATE audit_link %s WHERE tenant_id = '%s' AND sequence = %d"
                .formatted(move, home.tenant, sequence)
            : "SELECT 1");
  }

  private void putBack() {
    Tampering.as(
        "DELETE FROM audit_event WHERE tenant_id = '%s'".formatted(neighbour.tenant),
        "DELETE FROM audit_link WHERE tenant_id = '%s'".formatted(neighbour.tenant));
    Tampering.restore(home);
  }

  /** Whatever stands there now, as the portal would have linked it. */
  private String relink(int sequence) {
    var log = new LinkedLogStore(Server.db());
    var hash = new ChainHash();
    var previous = log.link(home.tenant, sequence - 1).orElse(ChainHash.BEFORE_THE_FIRST);
    var links = new ArrayList<String>();
    for (var linked : log.events(home.tenant, sequence - 1, Long.MAX_VALUE, 2 * SIGNED)) {
      var event = Objects.requireNonNull(linked.event());
      var leaf = hash.leaf(event.canonical().getBytes(UTF_8));
      var next = ChainHash.hex(hash.link(ChainHash.bytes(previous), linked.sequence(), leaf));
      links.add(
          """
          UPDATE audit_link
          SET leaf = decode('%s', 'hex'), previous = decode('%s', 'hex'), hash = decode('%s', 'hex')
          WHERE tenant_id = '%s' AND sequence = %d
          """
              .formatted(ChainHash.hex(leaf), previous, next, home.tenant, linked.sequence()));
      previous = next;
    }
    return run(links.toArray(String[]::new));
  }

  /** Takes the newest away. */
  private String cutAfter(int sequence, boolean checkpointsToo) {
    return run(
        "DELETE FROM audit_event WHERE tenant_id = '%1$s' AND number NOT IN (SELECT number FROM audit_link WHERE tenant_id = '%1$s' AND sequence <= %2$d)"
            .formatted(home.tenant, sequence),
        "DELETE FROM audit_link WHERE tenant_id = '%s' AND sequence > %d"
            .formatted(home.tenant, sequence),
        checkpointsToo
            ? "DELETE FROM audit_checkpoint WHERE tenant_id = '%s' AND sequence > %d"
                .formatted(home.tenant, sequence)
            : "SELECT 1");
  }

  private static String run(String... statements) {
    Tampering.as(statements);
    return String.join(";\n", statements);
  }

  private Verdict.Genuine genuine() {
    var verdict = chain.verify(home);
    assertThat(verdict).isInstanceOf(Verdict.Genuine.class);
    return (Verdict.Genuine) verdict;
  }

  private void append(int events) {
    for (var i = 0; i < events; i++) {
      audit.append(
          AuditEvent.of(
              home.tenant,
              AuditEventType.SIGNED_IN,
              home.person(),
              Map.of("member", Integer.toString(i))));
    }
  }
}

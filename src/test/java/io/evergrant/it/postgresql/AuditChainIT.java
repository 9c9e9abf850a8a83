package io.evergrant.it.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.RefreshJournalStore;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.usecase.port.CheckpointSigner;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.verifier.Verdict;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chain as it grows in PostgreSQL, signed by OpenBao. */
class AuditChainIT {
  @TempDir static Path folder;
  private static RealVault vault;

  private final Household home = new Household();
  private final AuditStore audit = new AuditStore(Server.db());
  private Path outside;
  private Chain chain;

  @BeforeAll
  static void start() {
    vault = new RealVault();
  }

  @BeforeEach
  void a_node() {
    outside = folder.resolve(home.tenant + ".jsonl");
    chain = new Chain("n1", vault.signer, outside);
  }

  @AfterAll
  static void stop() {
    Server.resetClock();
  }

  @Test
  void P18_events_are_linked_signed_exported_and_verified() {
    append(30);
    chain.runUp();
    assertThat(genuine().signedUpTo()).as("less than a minute old").isZero();
    assertThat(genuine().younger()).isEqualTo(30);
    Server.shiftClock(Duration.ofSeconds(61));
    chain.runUp();
    append(2);
    chain.runUp();
    var verdict = genuine();
    assertThat(verdict.signedUpTo()).isGreaterThanOrEqualTo(30);
    assertThat(verdict.heldUpTo()).isEqualTo(verdict.signedUpTo());
    assertThat(verdict.younger()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void P18_a_checkpoint_covers_a_thousand_events_at_most() {
    Server.asSuperuser(
        """
        INSERT INTO audit_event (tenant_id, type, actor_kind, terminal, details)
        SELECT '%s', 'signed_in', 'anonymous', false, jsonb_build_object('n', n::text)
        FROM generate_series(1, 2300) n
        """
            .formatted(home.tenant));
    chain.runUp();
    assertThat(genuine().signedUpTo()).isEqualTo(2_000);
    assertThat(genuine().checkpoints()).isEqualTo(2);
    for (var range : new long[][] {{0, 5}, {990, 1_010}, {1_500, 2_200}, {2_000, 2_010}}) {
      assertThat(chain.verify(chain.export(home, range[0], range[1])))
          .isInstanceOf(Verdict.Genuine.class);
    }
  }

  @Test
  void P18_an_event_that_is_committed_late_is_linked_all_the_same() throws SQLException {
    try (var slow = Server.database().connect();
        var statement = slow.createStatement()) {
      slow.setAutoCommit(false);
      statement.execute("SELECT set_config('app.tenant', '%s', true)".formatted(home.tenant));
      statement.execute(insert("late"));
      append(3);
      chain.runUp();
      chain.runUp();
      assertThat(linked()).isEqualTo(3);
      slow.commit();
    }
    chain.runUp();
    assertThat(linked()).isEqualTo(4);
    assertThat(genuine().last()).isEqualTo(4);
    chain.runUp();
    assertThat(
            number("SELECT settled FROM audit_sequencer WHERE tenant_id = '%s'")
                - number("SELECT max(number) FROM audit_event WHERE tenant_id = '%s'"))
        .as("what is behind is not looked at again")
        .isNotNegative();
  }

  @Test
  void P18_P01_every_end_of_a_refresh_has_its_link_while_two_nodes_link_and_four_refresh()
      throws Exception {
    var provider = home.provider("Mail");
    var journal = new RefreshJournalStore(Server.db());
    var goOn = new AtomicBoolean(true);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sequencers =
          List.of(chain, new Chain("n2", vault.signer, null)).stream()
              .map(
                  node ->
                      threads.submit(
                          () -> {
                            while (goOn.get()) {
                              node.run();
                            }
                          }))
              .toList();
      var workers =
          List.of("a", "b", "c", "d").stream()
              .map(
                  name ->
                      threads.submit(
                          () -> {
                            for (var i = 0; i < 40; i++) {
                              var grant = home.grant(provider, name + i);
                              var claim = Refreshes.claim(home, grant);
                              journal.end(
                                  claim,
                                  Refreshes.renewed(Refreshes.ROTATED),
                                  Refreshes.event(claim, "renewed"));
                            }
                          }))
              .toList();
      for (var worker : workers) {
        worker.get();
      }
      goOn.set(false);
      for (var sequencer : sequencers) {
        sequencer.get();
      }
    }
    Server.shiftClock(Duration.ofSeconds(20));
    chain.runUp();
    assertThat(genuine().last()).isGreaterThanOrEqualTo(160);
    assertThat(
            number(
                """
                SELECT count(*)
                FROM refresh_attempt a
                JOIN audit_event e ON e.tenant_id = a.tenant_id AND e.attempt_id = a.id AND e.terminal
                JOIN audit_link l ON l.tenant_id = e.tenant_id AND l.number = e.number
                WHERE a.tenant_id = '%s'
                """))
        .isEqualTo(160);
  }

  @Test
  void P18_nobody_changes_or_removes_a_link_or_a_checkpoint() {
    append(3);
    chain.runUp();
    Server.shiftClock(Duration.ofSeconds(61));
    chain.runUp();
    for (var statement :
        List.of(
            "UPDATE audit_link SET hash = leaf",
            "DELETE FROM audit_link",
            "TRUNCATE audit_link",
            "UPDATE audit_checkpoint SET signature = ''",
            "DELETE FROM audit_checkpoint",
            "TRUNCATE audit_checkpoint",
            "UPDATE audit_event SET outcome = 'renewed'",
            "DELETE FROM audit_event")) {
      assertThatThrownBy(() -> Server.asRuntimeRole(home.tenant, statement))
          .as(statement)
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> Sql.run(Server::connectAsOwner, statement))
          .as(statement)
          .hasMessageContaining("it only grows");
      assertThatThrownBy(() -> Server.asSuperuser(statement))
          .as(statement)
          .hasMessageContaining("it only grows");
    }
    assertThat(genuine().checkpoints()).isPositive();
  }

  @Test
  void P18_while_vault_is_away_events_are_linked_and_signed_later() {
    var away = new Away();
    var node = new Chain("n1", away, outside);
    append(3);
    Server.shiftClock(Duration.ofSeconds(61));
    node.runUp();
    Server.shiftClock(Duration.ofSeconds(61));
    node.runUp();
    assertThat(linked()).isEqualTo(3);
    assertThat(away.asked).isTrue();
    chain.runUp();
    assertThat(genuine().signedUpTo()).isEqualTo(3);
  }

  @Test
  void P18_a_chain_that_is_not_what_was_signed_is_not_signed_again() {
    append(5);
    chain.runUp();
    Server.shiftClock(Duration.ofSeconds(61));
    chain.runUp();
    var signed = number("SELECT count(*) FROM audit_checkpoint WHERE tenant_id = '%s'");
    Tampering.as(
        "UPDATE audit_link SET hash = leaf WHERE tenant_id = '%s' AND sequence = 5"
            .formatted(home.tenant));
    append(5);
    chain.runUp();
    Server.shiftClock(Duration.ofSeconds(61));
    chain.runUp();
    assertThat(number("SELECT count(*) FROM audit_checkpoint WHERE tenant_id = '%s'"))
        .isEqualTo(signed);
    assertThat(chain.changed()).as("for whoever watches").isEqualTo(1);
    assertThat(linked()).isEqualTo(10);
    assertThat(chain.verify(home)).isInstanceOf(Verdict.Tampered.class);
  }

  @Test
  void an_export_is_told_with_what_went_out() {
    append(2);
    chain.runUp();
    var lines = new String(chain.export(home), UTF_8).lines().toList();
    var begun = told(AuditEventType.AUDIT_EXPORTED).getFirst();
    var ended = told(AuditEventType.AUDIT_EXPORT_ENDED).getFirst();
    assertThat(begun).containsEntry("after", "0").containsEntry("format", "jsonl");
    assertThat(ended)
        .containsEntry("events", "2")
        .containsEntry("sequence", "2")
        .containsEntry("complete", "true");
    assertThat(lines.getLast()).contains(String.valueOf(ended.get("hash")));
    assertThat(lines).hasSize(4);
  }

  private List<Map<String, String>> told(AuditEventType type) {
    return audit
        .search(home.tenant, new AuditQuestion(null, null, type, null, null, null, null, 9))
        .stream()
        .map(entry -> entry.details())
        .toList();
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
              Map.of("member", "\"ü\"\n" + i)));
    }
  }

  private String insert(String word) {
    return "INSERT INTO audit_event (tenant_id, type, actor_kind, terminal, details) VALUES ('%s', 'signed_in', 'anonymous', false, '{\"member\": \"%s\"}')"
        .formatted(home.tenant, word);
  }

  private long linked() {
    return number("SELECT count(*) FROM audit_link WHERE tenant_id = '%s'");
  }

  private long number(String query) {
    var rows = Server.asSuperuser(query.formatted(home.tenant));
    return Long.parseLong(String.valueOf(rows.getFirst().getFirst()));
  }

  /** A Vault that does not answer. */
  private static final class Away implements CheckpointSigner {
    private boolean asked;

    @Override
    public List<Key> keys() {
      asked = true;
      throw new StoreUnavailable(StoreUnavailable.Cause.UNREACHABLE, "away");
    }

    @Override
    public String sign(Key key, byte[] message) {
      throw new StoreUnavailable(StoreUnavailable.Cause.UNREACHABLE, "away");
    }
  }
}

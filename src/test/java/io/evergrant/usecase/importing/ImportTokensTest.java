package io.evergrant.usecase.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.ScopeMissing;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.provider.TokenGuard;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Role;
import io.evergrant.usecase.port.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An import from the body to the rows, and what is left where a store gives up. */
class ImportTokensTest {
  private final Scene scene = new Scene();

  @Test
  void each_row_is_stored_sealed_at_a_place_of_its_own_and_recorded_with_its_end() {
    var done = (Imported.Done) scene.run(Mode.ALL, rows(3));
    assertThat(done.taken()).extracting(RowTaken::row).containsExactly(1, 2, 3);
    assertThat(done.count(RowTaken.Result.IMPORTED)).isEqualTo(3);
    assertThat(scene.vault).hasSize(3);
    assertThat(scene.strays).isEmpty();
    assertThat(scene.kept).hasSize(3);
    assertThat(scene.events(AuditEventType.TOKENS_IMPORTED))
        .hasSize(3)
        .allMatch(AuditEvent::terminal)
        .allMatch(event -> "imported".equals(event.outcome()))
        .allMatch(
            event -> event.details().keySet().containsAll(List.of("kv_version", "key_version")));
    var whole = scene.events(AuditEventType.IMPORT_ENDED).getFirst();
    assertThat(whole.details())
        .containsEntry("rows", "3")
        .containsEntry("imported", "3")
        .containsEntry("refused", "0");
    assertThat(scene.events.toString()).doesNotContain("token-1");
    assertThat(done.toString()).doesNotContain("token-1");
  }

  @Test
  void first_refreshes_fall_due_at_the_pace_behind_those_that_wait() {
    scene.backlog = Duration.ofSeconds(7);
    scene.run(Mode.ALL, rows(3));
    assertThat(scene.kept)
        .extracting(consent -> consent.dueIn().toMillis())
        .containsExactly(7_000L, 7_250L, 7_500L);
  }

  @Test
  void one_bad_row_and_all_or_nothing_writes_nothing() {
    var imported = scene.run(Mode.ALL, rows(2) + "\n{}");
    assertThat(imported).isInstanceOf(Imported.RowsRefused.class);
    var refused = (Imported.RowsRefused) imported;
    assertThat(refused.rows()).isEqualTo(3);
    assertThat(refused.refused())
        .containsExactly(new RowProblem(3, "provider", Fault.MISSING, null));
    assertThat(scene.vault).isEmpty();
    assertThat(scene.kept).isEmpty();
    assertThat(scene.events).hasSize(1);
    assertThat(scene.events.getFirst().outcome()).isEqualTo("refused");
  }

  @Test
  void P10_no_token_is_taken_for_a_provider_that_refuses_imports_by_whichever_door() {
    scene.provider = Place.guarded(new TokenGuard(true, false, null));
    var problem = new RowProblem(1, "provider", Fault.IMPORT_REFUSED, null);
    var refused = (Imported.RowsRefused) scene.run(Mode.ALL, rows(1));
    assertThat(refused.refused()).containsExactly(problem);
    assertThat(((Imported.Done) scene.run(Mode.ROWS, rows(1))).refused()).containsExactly(problem);
    var admin =
        new Member(
            new MemberId(UUID.randomUUID()), Place.TENANT, "a@acme.example", "A", Role.ADMIN);
    var door = Map.of("sealing_key", "k-1");
    var sealed =
        scene.tokens().run(admin, door, Format.JSON_LINES, Mode.ALL, rows(1).getBytes(UTF_8));
    assertThat(((Imported.RowsRefused) sealed).refused()).containsExactly(problem);
    assertThat(scene.vault).isEmpty();
    assertThat(scene.kept).isEmpty();
    scene.provider = Place.guarded(new TokenGuard(false, true, Duration.ofDays(1)));
    assertThat(scene.run(Mode.ALL, rows(1))).isInstanceOf(Imported.Done.class);
    assertThat(scene.kept).as("the other rules say nothing of it").hasSize(1);
  }

  @Test
  void P10_what_was_begun_before_a_provider_refused_is_not_recorded_after_it() {
    scene.meanwhile = () -> scene.provider = Place.guarded(new TokenGuard(true, false, null));
    var refused = (Imported.RowsRefused) scene.run(Mode.ALL, rows(1));
    assertThat(refused.refused()).extracting(RowProblem::fault).containsOnly(Fault.IMPORT_REFUSED);
    assertThat(scene.vault).isEmpty();
    assertThat(scene.kept).isEmpty();
  }

  @Test
  void one_bad_row_and_row_by_row_takes_the_others() {
    var done = (Imported.Done) scene.run(Mode.ROWS, "7\n" + rows(2));
    assertThat(done.taken()).extracting(RowTaken::row).containsExactly(2, 3);
    assertThat(done.refused()).extracting(RowProblem::row).containsExactly(1);
  }

  @Test
  void a_vault_that_gives_up_leaves_nothing_of_all() {
    scene.vaultTakes = 2;
    assertThatThrownBy(() -> scene.run(Mode.ALL, rows(5))).isInstanceOf(StoreUnavailable.class);
    assertThat(scene.vault).isEmpty();
    assertThat(scene.kept).isEmpty();
  }

  @Test
  void a_vault_that_gives_up_leaves_what_was_stored_row_by_row_and_tells_the_rest() {
    scene.vaultTakes = 250;
    var done = (Imported.Done) scene.run(Mode.ROWS, rows(700));
    assertThat(done.taken()).hasSize(250);
    assertThat(done.refused()).hasSize(450);
    assertThat(done.refused()).extracting(RowProblem::fault).containsOnly(Fault.STORE_UNAVAILABLE);
    assertThat(scene.writes).as("the rest is not even tried").isEqualTo(400);
    assertThat(scene.kept).hasSize(250);
  }

  @Test
  void a_database_that_gives_up_before_any_row_is_no_import() {
    scene.databaseAway = true;
    for (var mode : Mode.values()) {
      assertThatThrownBy(() -> scene.run(mode, rows(2))).isInstanceOf(StoreUnavailable.class);
    }
    assertThat(scene.strays).as("the sweeper finds what lies there").isNotEmpty();
  }

  @Test
  void a_grant_that_changed_meanwhile_takes_all_or_only_itself() {
    scene.changesMeanwhile = "c2";
    var refused = (Imported.RowsRefused) scene.run(Mode.ALL, rows(3));
    assertThat(refused.refused())
        .containsExactly(new RowProblem(2, null, Fault.CHANGED_MEANWHILE, null));
    assertThat(scene.vault).isEmpty();
    scene.forgetLooks();
    var done = (Imported.Done) scene.run(Mode.ROWS, rows(3));
    assertThat(done.taken()).extracting(RowTaken::row).containsExactly(1, 3);
  }

  @Test
  void P16_a_pickle_is_written_down_as_refused_and_not_read() {
    var unread = (Imported.BodyUnread) scene.run(Mode.ROWS, "gAN9cQBYAgAAAHIxcQFYAQAAAHhxAnMu");
    assertThat(unread.fault().kind()).isEqualTo(BodyFault.Kind.PICKLE);
    assertThat(scene.events.getFirst().details()).containsEntry("reason", "pickle");
  }

  @Test
  void a_key_without_the_scope_imports_nothing() {
    var reader = Place.key(ApiScope.READ);
    var body = rows(1).getBytes(UTF_8);
    assertThatThrownBy(() -> scene.tokens().run(reader, Format.JSON_LINES, Mode.ALL, body))
        .isInstanceOf(ScopeMissing.class);
  }

  private static String rows(int count) {
    return Scene.rows(count);
  }
}

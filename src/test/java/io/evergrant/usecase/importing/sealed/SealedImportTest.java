package io.evergrant.usecase.importing.sealed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.NotAllowed;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.tenant.TenantPolicy;
import io.evergrant.usecase.importing.Format;
import io.evergrant.usecase.importing.Imported;
import io.evergrant.usecase.importing.Mode;
import io.evergrant.usecase.importing.Scene;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TenantPolicies;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An import in a browser: what a key is good for, and what is left where a store gives up. */
class SealedImportTest {
  private static final OneTimeSecret SESSION = new OneTimeSecret("session-of-ada");

  private final Scene scene = new Scene();
  private final Keys keys = new Keys();
  private final Pairs vault = new Pairs();
  private final Member ada = member(Scene.TENANT, Role.ADMIN);
  private boolean allowed = true;
  private final SealedImport imports =
      new SealedImport(new RecordSealing(policies(), keys, scene.audit()), vault, scene.tokens());

  @Test
  void P12_a_key_is_good_for_one_import() {
    var key = issue();
    assertThat(run(key, 3)).isInstanceOf(Opened.Ran.class);
    assertThat(scene.kept).hasSize(3);
    assertThat(vault.pairs).as("its private half is gone").isEmpty();
    assertThat(vault.opened.getFirst()).as("what was opened is wiped").containsOnly(0);

    assertThat(run(key, 1)).isInstanceOf(Opened.KeyUsed.class);
    assertThat(scene.kept).hasSize(3);
    assertThat(refusals()).containsExactly("used");
    var ended = scene.events(AuditEventType.IMPORT_ENDED).getFirst();
    assertThat(ended.details()).containsEntry("sealing_key", key.key().toString());
    assertThat(scene.events.toString()).doesNotContain("token-1").doesNotContain(SESSION.reveal());
  }

  @Test
  void P12_a_key_ends_after_five_minutes() {
    var key = issue();
    var late = issue();
    assertThat(key.endsAt()).isEqualTo(keys.now.plus(Duration.ofMinutes(5)));
    keys.now = key.endsAt().minusMillis(1);
    assertThat(run(key, 1)).isInstanceOf(Opened.Ran.class);
    keys.now = late.endsAt();
    assertThat(run(late, 1)).isInstanceOf(Opened.KeyEnded.class);
    assertThat(vault.opened).hasSize(1);
    assertThat(refusals()).containsExactly("ended");
    assertThat(vault.pairs).hasSize(1);
    assertThat(drop().run()).isEqualTo(1);
    assertThat(vault.pairs).isEmpty();
  }

  @Test
  void P12_it_is_for_one_member_of_one_tenant_in_one_session_and_others_do_not_use_it_up() {
    var key = issue();
    var sealed = sealed(key, key.context(), 1);
    var others =
        List.of(
            member(Scene.TENANT, Role.ADMIN), member(new TenantId(UUID.randomUUID()), Role.ADMIN));
    for (var other : others) {
      assertThat(imports.run(other, SESSION, key.key(), Format.JSON_LINES, Mode.ALL, sealed))
          .isInstanceOf(Opened.KeyUnknown.class);
    }
    var elsewhere = new OneTimeSecret("another session of ada");
    assertThat(imports.run(ada, elsewhere, key.key(), Format.JSON_LINES, Mode.ALL, sealed))
        .isInstanceOf(Opened.KeyUnknown.class);
    assertThat(vault.opened).isEmpty();
    assertThat(refusals()).containsExactly("unknown", "unknown", "unknown");
    assertThat(run(key, 1)).isInstanceOf(Opened.Ran.class);
  }

  @Test
  void P12_what_was_sealed_for_another_key_is_not_opened_and_uses_this_one_up() {
    var key = issue();
    var other = issue();
    assertThat(run(key, sealed(key, other.context(), 1))).isInstanceOf(Opened.Unreadable.class);
    assertThat(run(key, 1)).isInstanceOf(Opened.KeyUsed.class);
    assertThat(run(other, sealed(key, key.context(), 1))).isInstanceOf(Opened.Unreadable.class);
    assertThat(vault.opened).isEmpty();
    assertThat(vault.pairs).isEmpty();
    assertThat(scene.kept).isEmpty();
    assertThat(refusals()).containsExactly("unreadable", "used", "unreadable");
  }

  @Test
  void an_auditor_gets_no_key() {
    assertThatThrownBy(() -> imports.issue(member(Scene.TENANT, Role.AUDITOR), SESSION))
        .isInstanceOf(NotAllowed.class);
    assertThat(vault.pairs).isEmpty();
  }

  @Test
  void what_the_organisation_forbids_meanwhile_is_not_opened() {
    var key = issue();
    allowed = false;
    assertThat(run(key, 1)).isInstanceOf(Opened.Off.class);
    assertThat(imports.issue(ada, SESSION)).isInstanceOf(Issued.Off.class);
    assertThat(vault.opened).isEmpty();
    assertThat(vault.pairs).hasSize(1);
  }

  @Test
  void twenty_keys_are_open_at_once_and_no_more() {
    IntStream.range(0, 20).forEach(n -> issue());
    assertThat(imports.issue(ada, SESSION)).isInstanceOf(Issued.TooMany.class);
    assertThat(vault.pairs).hasSize(20);
    keys.now = keys.now.plus(Duration.ofMinutes(5));
    issue();
  }

  @Test
  void a_pair_that_may_have_been_made_is_written_down_before() {
    vault.away = true;
    assertThatThrownBy(() -> imports.issue(ada, SESSION)).isInstanceOf(StoreUnavailable.class);
    assertThat(keys.countOpen(Scene.TENANT)).isEqualTo(1);
    vault.away = false;
    keys.now = keys.now.plus(Duration.ofMinutes(5));
    assertThat(drop().run()).isEqualTo(1);
  }

  @Test
  void a_database_that_gives_up_issues_no_key_and_opens_nothing() {
    var key = issue();
    keys.away = true;
    assertThatThrownBy(() -> imports.issue(ada, SESSION)).isInstanceOf(StoreUnavailable.class);
    assertThat(vault.pairs).as("none was made without a row").hasSize(1);
    assertThatThrownBy(() -> run(key, 1)).isInstanceOf(StoreUnavailable.class);
    assertThat(vault.opened).isEmpty();
    keys.away = false;
    assertThat(run(key, 1)).as("it was not used").isInstanceOf(Opened.Ran.class);
  }

  @Test
  void a_vault_that_does_not_open_uses_the_key_up_and_writes_nothing() {
    var key = issue();
    vault.away = true;
    assertThatThrownBy(() -> run(key, 1)).isInstanceOf(StoreUnavailable.class);
    vault.away = false;
    assertThat(run(key, 1)).isInstanceOf(Opened.KeyUsed.class);
    assertThat(scene.vault).isEmpty();
    assertThat(scene.kept).isEmpty();
    assertThat(drop().run()).as("the sweeper destroys the pair").isEqualTo(1);
    assertThat(vault.pairs).isEmpty();
  }

  @Test
  void a_vault_that_refuses_in_the_middle_leaves_nothing_of_the_rows() {
    var key = issue();
    scene.vaultTakes = 2;
    assertThatThrownBy(() -> run(key, 3)).isInstanceOf(StoreUnavailable.class);
    assertNothingIsLeft(key);
    assertThat(scene.vault).isEmpty();
    assertThat(scene.strays).isEmpty();
  }

  @Test
  void a_database_that_refuses_in_the_middle_leaves_no_row_and_the_sweeper_its_places() {
    var key = issue();
    scene.databaseAway = true;
    assertThatThrownBy(() -> run(key, 3)).isInstanceOf(StoreUnavailable.class);
    assertNothingIsLeft(key);
    assertThat(scene.strays).as("whatever lies in Vault is known").hasSize(scene.vault.size());
  }

  private void assertNothingIsLeft(Issued.Done key) {
    assertThat(scene.kept).isEmpty();
    assertThat(scene.events(AuditEventType.TOKENS_IMPORTED)).isEmpty();
    assertThat(vault.opened.getFirst()).as("what was opened is wiped").containsOnly(0);
    assertThat(vault.pairs).isEmpty();
    assertThat(run(key, 3)).isInstanceOf(Opened.KeyUsed.class);
  }

  @Test
  void a_pair_that_cannot_be_destroyed_now_is_destroyed_later() {
    var key = issue();
    vault.keeps = true;
    var ran = (Opened.Ran) run(key, 2);
    assertThat(ran.imported()).isInstanceOf(Imported.Done.class);
    assertThat(drop().run()).isZero();
    vault.keeps = false;
    assertThat(drop().run()).isEqualTo(1);
    assertThat(vault.pairs).isEmpty();
    assertThat(drop().run()).isZero();
  }

  private Issued.Done issue() {
    return (Issued.Done) imports.issue(ada, SESSION);
  }

  private Opened run(Issued.Done key, int rows) {
    return run(key, sealed(key, key.context(), rows));
  }

  private Opened run(Issued.Done key, byte[] sealed) {
    return imports.run(ada, SESSION, key.key(), Format.JSON_LINES, Mode.ALL, sealed);
  }

  private static byte[] sealed(Issued.Done key, String context, int rows) {
    return Pairs.sealed(key.publicKey(), context, Scene.rows(rows));
  }

  private DropSealingKeys drop() {
    return new DropSealingKeys(keys, keys, vault);
  }

  private List<String> refusals() {
    return scene.events(AuditEventType.SEALED_IMPORT_REFUSED).stream()
        .map(AuditEvent::details)
        .map(details -> details.getOrDefault("reason", ""))
        .toList();
  }

  private static Member member(TenantId tenant, Role role) {
    return new Member(new MemberId(UUID.randomUUID()), tenant, "m@acme.example", "M", role);
  }

  private TenantPolicies policies() {
    return new TenantPolicies() {
      @Override
      public TenantPolicy find(TenantId tenant) {
        return new TenantPolicy(allowed, false, false);
      }

      @Override
      public boolean save(TenantId tenant, TenantPolicy seen, TenantPolicy policy) {
        throw new AssertionError("an import decides no policy");
      }
    };
  }
}

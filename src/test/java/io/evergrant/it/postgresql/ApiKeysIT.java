package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.ApiKeyLookupStore;
import io.evergrant.adapter.postgresql.ApiKeyStore;
import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.ProviderStore;
import io.evergrant.domain.apikey.AddressRange;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.NotAllowed;
import io.evergrant.domain.tenant.Role;
import io.evergrant.usecase.apikey.AuthenticateKey;
import io.evergrant.usecase.apikey.AuthenticateKey.Authenticated;
import io.evergrant.usecase.apikey.KeyDraft;
import io.evergrant.usecase.apikey.KeyFormat;
import io.evergrant.usecase.apikey.KeyProblem;
import io.evergrant.usecase.apikey.KeyProblem.Why;
import io.evergrant.usecase.apikey.ManageKeys;
import io.evergrant.usecase.apikey.ManageKeys.Made;
import io.evergrant.usecase.apikey.RefusedKeys;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A key's life: made, used, rotated with an overlap, ended, revoked. */
class ApiKeysIT {
  private static final InetAddress HOME = AddressRange.address("192.0.2.1");

  private final Household home = new Household();
  private final Member admin =
      new Member(home.admin, home.tenant, home.adminEmail, "Ada Admin", Role.ADMIN);
  private final ApiKeyStore store = new ApiKeyStore(Server.db());
  private final AuditStore audit = new AuditStore(Server.db());
  private final ManageKeys keys = new ManageKeys(store, new ProviderStore(Server.db()), audit);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AuthenticateKey door =
      new AuthenticateKey(
          new ApiKeyLookupStore(Server.db()),
          store,
          new RefusedKeys(audit, () -> threads, System::nanoTime));

  @AfterEach
  void clock() {
    threads.close();
    Server.resetClock();
  }

  @Test
  void a_key_is_known_by_its_secret_in_its_tenant_and_with_its_scopes() {
    var made = make(draft("worker", null));
    var known = known(made.secret());
    assertThat(known.tenant()).isEqualTo(home.tenant);
    assertThat(known.id()).isEqualTo(made.id());
    assertThat(known.scopes()).containsExactlyInAnyOrder(ApiScope.READ, ApiScope.TOKEN);
    assertThat(known.addresses()).isEmpty();
  }

  @Test
  void P11_no_secret_is_in_the_database() {
    var made = make(draft("worker", null));
    var rows =
        Server.asSuperuser("SELECT k::text || s::text FROM api_key k, api_key_secret s")
            + Server.asSuperuser("SELECT e::text FROM audit_event e").toString();
    assertThat(rows).contains(made.id().toString()).doesNotContain(made.secret().reveal());
  }

  @Test
  void a_secret_that_nobody_made_is_unknown() {
    var other = KeyFormat.make(new SecureRandom());
    assertThat(door.authenticate(other, HOME)).isEqualTo(new Authenticated.Unknown());
    assertThat(door.authenticate(new ApiKeySecret("eg_short"), HOME))
        .isEqualTo(new Authenticated.Unknown());
  }

  @Test
  void a_rotated_key_knows_both_secrets_until_the_overlap_is_over() {
    var made = make(draft("worker", null));
    var second = keys.rotate(admin, made.id(), 1, Duration.ofHours(1)).orElseThrow();
    assertThat(known(made.secret()).id()).isEqualTo(made.id());
    assertThat(known(second).id()).isEqualTo(made.id());
    assertThat(keys.find(admin, made.id()).orElseThrow().previousEndsAt()).isNotNull();
    Server.shiftClock(Duration.ofMinutes(61));
    assertThat(door.authenticate(made.secret(), HOME)).isEqualTo(new Authenticated.Ended());
    assertThat(known(second).generation()).isEqualTo(2);
  }

  @Test
  void a_second_rotation_does_not_lengthen_the_life_of_the_first_secret() {
    var made = make(draft("worker", null));
    assertThat(keys.rotate(admin, made.id(), 1, Duration.ofHours(1))).isPresent();
    assertThat(keys.rotate(admin, made.id(), 2, Duration.ofDays(7))).isPresent();
    Server.shiftClock(Duration.ofMinutes(61));
    assertThat(door.authenticate(made.secret(), HOME)).isEqualTo(new Authenticated.Ended());
  }

  @Test
  void of_two_rotations_of_what_was_seen_the_second_changes_nothing() {
    var made = make(draft("worker", null));
    var second = keys.rotate(admin, made.id(), 1, Duration.ZERO).orElseThrow();
    assertThat(keys.rotate(admin, made.id(), 1, Duration.ZERO)).isEmpty();
    assertThat(known(second).generation()).isEqualTo(2);
    assertThat(door.authenticate(made.secret(), HOME)).isEqualTo(new Authenticated.Ended());
  }

  @Test
  void a_revoked_key_is_out_at_once_and_gives_its_name_free() {
    var made = make(draft("worker", null));
    assertThat(keys.create(admin, draft("Worker", null)))
        .isEqualTo(new Made.Refused(List.of(new KeyProblem("name", Why.NAME_TAKEN))));
    assertThat(keys.revoke(admin, made.id())).isTrue();
    assertThat(keys.revoke(admin, made.id())).isFalse();
    assertThat(keys.rotate(admin, made.id(), 1, Duration.ZERO)).isEmpty();
    assertThat(door.authenticate(made.secret(), HOME)).isEqualTo(new Authenticated.Revoked());
    assertThat(make(draft("Worker", null)).id()).isNotEqualTo(made.id());
  }

  @Test
  void a_key_ends_by_the_clock_of_the_database() {
    var made = make(draft("worker", Duration.ofDays(30)));
    Server.shiftClock(Duration.ofDays(30).minusMinutes(1));
    assertThat(known(made.secret()).id()).isEqualTo(made.id());
    Server.shiftClock(Duration.ofMinutes(2));
    assertThat(door.authenticate(made.secret(), HOME)).isEqualTo(new Authenticated.Ended());
  }

  @Test
  void a_key_with_ranges_is_refused_from_elsewhere_and_that_is_no_use_of_it() {
    var made =
        make(new KeyDraft("worker", Set.of(ApiScope.READ), "", "198.51.100.0/24, ::1", null));
    assertThat(door.authenticate(made.secret(), HOME)).isEqualTo(new Authenticated.WrongAddress());
    assertThat(keys.find(admin, made.id()).orElseThrow().lastUsedAt()).isNull();
    assertThat(door.authenticate(made.secret(), AddressRange.address("198.51.100.9")))
        .isInstanceOf(Authenticated.Known.class);
  }

  @Test
  void the_last_use_is_written_at_most_once_a_minute() {
    var made = make(draft("worker", null));
    known(made.secret());
    var first = keys.find(admin, made.id()).orElseThrow().lastUsedAt();
    assertThat(first).isNotNull();
    known(made.secret());
    assertThat(keys.find(admin, made.id()).orElseThrow().lastUsedAt()).isEqualTo(first);
    Server.shiftClock(Duration.ofSeconds(61));
    known(made.secret());
    assertThat(keys.find(admin, made.id()).orElseThrow().lastUsedAt()).isAfter(first);
  }

  @Test
  void a_draft_is_refused_field_by_field_and_nothing_is_made() {
    var wrong =
        new KeyDraft(" ", Set.of(), UUID.randomUUID().toString(), "10.0.0.0/8 localhost", null);
    assertThat(keys.create(admin, wrong))
        .isEqualTo(
            new Made.Refused(
                List.of(
                    new KeyProblem("name", Why.MISSING),
                    new KeyProblem("scopes", Why.MISSING),
                    new KeyProblem("provider", Why.NO_SUCH_PROVIDER),
                    new KeyProblem("addresses", Why.NOT_A_RANGE))));
    assertThat(keys.list(admin)).isEmpty();
  }

  @Test
  void an_auditor_sees_keys_and_makes_none() {
    var made = make(draft("worker", null));
    var auditor = new Member(home.admin, home.tenant, "o@example.com", "Otto", Role.AUDITOR);
    assertThat(keys.list(auditor)).extracting(key -> key.id()).containsExactly(made.id());
    Assertions.assertThatThrownBy(() -> keys.create(auditor, draft("other", null)))
        .isInstanceOf(NotAllowed.class);
    Assertions.assertThatThrownBy(() -> keys.revoke(auditor, made.id()))
        .isInstanceOf(NotAllowed.class);
  }

  @Test
  void each_act_is_in_the_log_with_the_key_and_the_admin() {
    var made = make(draft("worker", null));
    keys.rotate(admin, made.id(), 1, Duration.ofHours(1));
    keys.revoke(admin, made.id());
    assertThat(log())
        .extracting(AuditEntry::type)
        .containsExactly(
            AuditEventType.API_KEY_REVOKED,
            AuditEventType.API_KEY_ROTATED,
            AuditEventType.API_KEY_CREATED);
    assertThat(log())
        .allSatisfy(
            entry -> {
              assertThat(entry.actor()).isEqualTo(home.adminEmail);
              assertThat(entry.details())
                  .containsEntry("api_key", made.id().toString())
                  .containsEntry("name", "worker");
            });
  }

  @Test
  void P01_a_revoked_key_that_is_shown_is_in_the_log_with_where_from() {
    var made = make(draft("worker", null));
    keys.revoke(admin, made.id());
    for (var i = 0; i < 3; i++) {
      assertThat(door.authenticate(made.secret(), HOME)).isEqualTo(new Authenticated.Revoked());
    }
    threads.close();
    assertThat(log())
        .filteredOn(entry -> entry.type() == AuditEventType.API_KEY_REFUSED)
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.details())
                    .containsEntry("api_key", made.id().toString())
                    .containsEntry("reason", "revoked")
                    .containsEntry("address", "192.0.2.1"));
  }

  @Test
  void what_a_key_does_is_in_the_log_under_its_name_and_id() {
    var made = make(draft("worker", null));
    audit.append(
        AuditEvent.of(
            home.tenant,
            AuditEventType.TOKEN_RELEASED,
            known(made.secret()).asActor(),
            Map.of("min_ttl_s", "x")));
    var entry = log().getFirst();
    assertThat(entry.actor()).isEqualTo("api_key:worker");
    assertThat(entry.details())
        .containsEntry("api_key", made.id().toString())
        .containsEntry("min_ttl_s", "x");
  }

  @Test
  void an_unknown_key_is_not_there() {
    assertThat(keys.find(admin, new ApiKeyId(UUID.randomUUID()))).isEmpty();
    assertThat(keys.revoke(admin, new ApiKeyId(UUID.randomUUID()))).isFalse();
  }

  private List<AuditEntry> log() {
    return audit.search(
        home.tenant, new AuditQuestion(null, null, null, null, null, null, null, 100));
  }

  private io.evergrant.domain.apikey.ApiKey known(ApiKeySecret secret) {
    return ((Authenticated.Known) door.authenticate(secret, HOME)).key();
  }

  private Made.Done make(KeyDraft draft) {
    return (Made.Done) keys.create(admin, draft);
  }

  private static KeyDraft draft(String name, @Nullable Duration life) {
    return new KeyDraft(name, Set.of(ApiScope.READ, ApiScope.TOKEN), "", "", life);
  }
}

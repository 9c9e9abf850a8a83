package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.Revocation;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.NotAllowed;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.TokenRevocation.Revoked;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RevokeGrantTest {
  private static final Actor KEY = new Actor.ApiKey(new ApiKeyId(UUID.randomUUID()), "back end");

  private final Scene scene = new Scene();
  private final FakeGrants grants = new FakeGrants(scene);
  private final FakeSweep rows = new FakeSweep();
  private final FakeLog log = new FakeLog();
  private final RecordSweep record =
      new RecordSweep(
          rows,
          rows,
          grants,
          grants,
          log,
          new PortalSettings("node-1", URI.create("http://localhost:8080")));
  private final RevokeGrant revoke =
      new RevokeGrant(
          record,
          new SweepEnded(
              record,
              scene.vault,
              new RevokeRemotely(
                  new KnownProviders(
                      new OneProvider(scene::provider), Scene.secrets(), () -> scene.nanos),
                  (provider, secret, token) -> Revoked.DONE)));

  @Test
  void an_admin_ends_a_grant_and_its_tokens_are_gone_at_once() {
    rows.onLook =
        () -> {
          assertThat(grants.status).as("the row says so first").isEqualTo(GrantStatus.REVOKED);
          rows.add(scene, Scene.NOW, Scene.NOW);
        };
    var admin = member(scene.tenant, Role.ADMIN);
    assertThat(revoke.revoke(admin, scene.location.grant())).isTrue();
    assertThat(scene.vault.isEmpty(scene.location)).isTrue();
    assertThat(rows.givenBack).isEqualTo(Revoked.DONE);
    assertThat(log.events.getFirst())
        .isEqualTo(
            AuditEvent.about(
                scene.tenant,
                AuditEventType.GRANT_REVOKED,
                admin.actor(),
                scene.providerId,
                scene.location.grant(),
                Map.of()));
    assertThat(log.events)
        .extracting(AuditEvent::type)
        .containsExactly(AuditEventType.GRANT_REVOKED, AuditEventType.TOKENS_DESTROYED);
  }

  @Test
  void whoever_ends_one_grant_does_not_wait_for_all_others() {
    rows.strays.add(scene.location);
    revoke.revoke(member(scene.tenant, Role.ADMIN), scene.location.grant());
    assertThat(rows.strays).as("left to the timer").hasSize(1);
    assertThat(rows.swept).isEmpty();
  }

  @Test
  void a_grant_that_was_revoked_before_is_not_revoked_twice() {
    grants.status = GrantStatus.REVOKED;
    assertThat(revoke.revoke(member(scene.tenant, Role.ADMIN), scene.location.grant())).isFalse();
    assertThat(log.events).isEmpty();
  }

  @Test
  void P14_an_admin_of_another_tenant_ends_nothing() {
    var other = member(new TenantId(UUID.randomUUID()), Role.ADMIN);
    assertThat(revoke.revoke(other, scene.location.grant())).isFalse();
    assertThat(grants.status).isEqualTo(GrantStatus.ACTIVE);
  }

  @Test
  void an_auditor_ends_nothing() {
    assertThatThrownBy(() -> member(scene.tenant, Role.AUDITOR)).isInstanceOf(NotAllowed.class);
    assertThat(grants.status).isEqualTo(GrantStatus.ACTIVE);
  }

  @Test
  void a_key_for_another_provider_ends_nothing() {
    var other = new Steward(scene.tenant, KEY, new ProviderId(UUID.randomUUID()));
    assertThat(revoke.revoke(other, scene.location.grant())).isFalse();
    assertThat(grants.status).isEqualTo(GrantStatus.ACTIVE);
    var own = new Steward(scene.tenant, KEY, scene.providerId);
    assertThat(revoke.revoke(own, scene.location.grant())).isTrue();
  }

  @Test
  void P14_what_became_of_a_revocation_is_told_to_whom_the_grant_is_there() {
    var id = scene.location.grant();
    var admin = member(scene.tenant, Role.ADMIN);
    assertThat(revoke.find(admin, id)).as("it was not revoked").isEmpty();
    var row = new Revocation(id, scene.providerId, Scene.NOW, null, "not_reached");
    grants.revocation = row;
    assertThat(revoke.find(admin, id)).contains(row);
    assertThat(revoke.find(new Steward(scene.tenant, KEY, scene.providerId), id)).contains(row);
    var foreign = new Steward(scene.tenant, KEY, new ProviderId(UUID.randomUUID()));
    assertThat(revoke.find(foreign, id)).isEmpty();
  }

  private static Steward member(TenantId tenant, Role role) {
    return Steward.of(
        new Member(new MemberId(UUID.randomUUID()), tenant, "a@acme.example", "Ada", role));
  }
}

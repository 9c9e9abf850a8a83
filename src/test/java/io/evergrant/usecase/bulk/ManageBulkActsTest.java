package io.evergrant.usecase.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.bulk.BulkAct;
import io.evergrant.domain.bulk.BulkActId;
import io.evergrant.domain.bulk.BulkKind;
import io.evergrant.domain.bulk.BulkState;
import io.evergrant.domain.grant.GrantFilter;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.NotAllowed;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.tenant.TenantPolicy;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.TenantPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ManageBulkActsTest {
  private final TenantId tenant = new TenantId(UUID.randomUUID());
  private final Member ada = member(Role.ADMIN, "ada@acme.example");
  private final Member bo = member(Role.ADMIN, "bo@acme.example");
  private final ProviderId mail = new ProviderId(UUID.randomUUID());
  private final FakeBulkActs acts = new FakeBulkActs();
  private final List<AuditEvent> events = new ArrayList<>();
  private boolean second;
  private final ManageBulkActs manage = new ManageBulkActs(acts, new Policies(), new Log());

  @Test
  void P14_a_key_for_one_provider_hits_grants_of_no_other_whatever_it_asks_for() {
    var key = key(mail);
    manage.ask(key, BulkKind.PAUSE, GrantFilter.ANY, null);
    assertThat(acts.filters.getLast().provider()).isEqualTo(mail);
    manage.preview(key, BulkKind.PAUSE, GrantFilter.ANY.at(mail));
    assertThat(acts.filters.getLast().provider()).isEqualTo(mail);
    var other = new ProviderId(UUID.randomUUID());
    manage.ask(key, BulkKind.PAUSE, GrantFilter.ANY.at(other), null);
    var nobody = acts.filters.getLast();
    assertThat(nobody.provider()).isNull();
    assertThat(nobody.before()).as("no consent is as old").isEqualTo(java.time.Instant.EPOCH);
  }

  @Test
  void P14_a_key_for_one_provider_sees_no_act_of_others() {
    var act = done(manage.ask(Steward.of(ada), BulkKind.PAUSE, GrantFilter.ANY, null));
    assertThat(manage.find(key(mail), act.id())).isEmpty();
    assertThat(manage.lines(key(mail), act.id(), 0, 10)).isEmpty();
    assertThat(manage.cancel(key(mail), act.id())).isFalse();
    assertThat(manage.find(key(null), act.id())).isPresent();
  }

  @Test
  void a_revocation_waits_for_a_second_admin_where_the_organisation_asks_for_one() {
    assertThat(asked(BulkKind.REVOKE).state()).isEqualTo(BulkState.RUNNING);
    second = true;
    assertThat(asked(BulkKind.PAUSE).state()).isEqualTo(BulkState.RUNNING);
    var act = asked(BulkKind.REVOKE);
    assertThat(act.state()).isEqualTo(BulkState.ASKED);
    assertThat(manage.decide(ada, act.id(), true)).isEqualTo(Decided.OWN);
    assertThat(manage.decide(bo, act.id(), true)).isEqualTo(Decided.DONE);
    assertThat(events)
        .extracting(AuditEvent::type)
        .containsExactly(
            AuditEventType.BULK_ACT_STARTED,
            AuditEventType.BULK_ACT_STARTED,
            AuditEventType.BULK_ACT_ASKED,
            AuditEventType.BULK_ACT_STARTED);
    assertThat(events.getLast().actor()).isEqualTo(bo.asActor());
    assertThat(events.getLast().details()).containsEntry("asked_by", ada.email());
  }

  @Test
  void what_would_hit_others_than_were_looked_at_is_not_begun_and_not_told() {
    assertThat(manage.ask(Steward.of(ada), BulkKind.REVOKE, GrantFilter.ANY, "old"))
        .isInstanceOf(Asked.Changed.class);
    acts.underWay = ManageBulkActs.UNDER_WAY;
    assertThat(manage.ask(Steward.of(ada), BulkKind.PAUSE, GrantFilter.ANY, null))
        .isInstanceOf(Asked.TooMany.class);
    acts.underWay = 0;
    assertThat(manage.ask(Steward.of(ada), BulkKind.REVOKE, GrantFilter.ANY, null))
        .isInstanceOf(Asked.NotLookedAt.class);
    assertThat(events).isEmpty();
  }

  @Test
  void an_auditor_looks_and_decides_nothing() {
    second = true;
    var act = asked(BulkKind.REVOKE);
    var auditor = member(Role.AUDITOR, "o@acme.example");
    assertThat(manage.find(auditor, act.id())).isPresent();
    assertThatThrownBy(() -> manage.decide(auditor, act.id(), true)).isInstanceOf(NotAllowed.class);
  }

  /** Whoever has one of them can consent: that they left, and by whom, is no secret. */
  @Test
  void links_that_leave_are_logged_before_they_do() {
    var links = asked(BulkKind.LINK);
    var other = asked(BulkKind.PAUSE);
    acts.done = 2;
    events.clear();
    assertThat(manage.beginLinks(Steward.of(bo), links.id())).isTrue();
    assertThat(events)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo(AuditEventType.BULK_ACT_LINKS_DOWNLOADED);
              assertThat(event.actor()).isEqualTo(bo.asActor());
              assertThat(event.details())
                  .containsEntry("bulk_act", links.id().toString())
                  .containsEntry("done", "2");
            });
    assertThat(manage.beginLinks(key(null), other.id())).as("it makes none").isFalse();
    assertThat(manage.beginLinks(key(null), new BulkActId(UUID.randomUUID()))).isFalse();
    assertThat(manage.beginLinks(key(mail), links.id())).as("of all providers").isFalse();
    assertThat(events).hasSize(1);
    assertThat(manage.beginLinks(key(null), links.id())).isTrue();
    assertThat(events.getLast().actor()).isInstanceOf(Actor.ApiKey.class);
  }

  private BulkAct asked(BulkKind kind) {
    return done(manage.ask(Steward.of(ada), kind, GrantFilter.ANY, "looked at"));
  }

  private static BulkAct done(Asked asked) {
    return ((Asked.Done) asked).act();
  }

  private Steward key(@Nullable ProviderId only) {
    return new Steward(tenant, new Actor.ApiKey(new ApiKeyId(UUID.randomUUID()), "key"), only);
  }

  private Member member(Role role, String email) {
    return new Member(new MemberId(UUID.randomUUID()), tenant, email, "Somebody", role);
  }

  private final class Policies implements TenantPolicies {
    @Override
    public TenantPolicy find(TenantId asked) {
      return new TenantPolicy(false, false, second);
    }

    @Override
    public boolean save(TenantId asked, TenantPolicy seen, TenantPolicy policy) {
      throw new AssertionError("nobody changes it here");
    }
  }

  private final class Log implements AuditLog {
    @Override
    public void append(AuditEvent event) {
      events.add(event);
    }

    @Override
    public List<AuditEntry> search(TenantId asked, AuditQuestion question) {
      throw new AssertionError("nobody reads here");
    }

    @Override
    public Optional<AuditEntry> find(TenantId asked, long number) {
      throw new AssertionError("nobody reads here");
    }

    @Override
    public void stream(TenantId asked, AuditQuestion question, Consumer<AuditEntry> receiver) {
      throw new AssertionError("nobody reads here");
    }
  }
}

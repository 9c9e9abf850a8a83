package io.evergrant.usecase.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.apikey.AdminNeeded;
import io.evergrant.domain.apikey.AdminNeeded.Why;
import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.OneProviderOnly;
import io.evergrant.domain.apikey.ScopeMissing;
import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Membership;
import io.evergrant.domain.tenant.Membership.State;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Memberships;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.tenant.ChangeMember.Changed;
import io.evergrant.usecase.tenant.InviteMember.Invited;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A key with every scope is no second person, and makes none. */
class MembersForBackEndsTest {
  private final TenantId tenant = new TenantId(UUID.randomUUID());
  private final List<AuditEvent> told = new ArrayList<>();
  private final Rows rows = new Rows();
  private final OneTimeLinks links =
      new OneTimeLinks(new PortalSettings("n1", URI.create("https://evergrant.example")));
  private final MembersForBackEnds members =
      new MembersForBackEnds(
          new InviteMember(rows, links, new Log()), new ChangeMember(rows, links, new Log()));

  private final ApiKey key = key(EnumSet.allOf(ApiScope.class), null);

  @Test
  void an_auditor_is_invited_and_the_key_is_who_did_it() {
    assertThat(members.invite(key, "otto@acme.example", "", Role.AUDITOR))
        .isInstanceOf(Invited.Link.class);
    assertThat(told)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo(AuditEventType.MEMBER_CREATED);
              assertThat(event.actor()).isEqualTo(key.asActor());
              assertThat(event.details()).containsEntry("role", "AUDITOR");
            });
  }

  @Test
  void nobody_becomes_an_admin_by_a_key() {
    var otto = row(Role.AUDITOR, State.ACTIVE);
    refused(Why.MAKES_ADMIN, () -> members.invite(key, "a@acme.example", "", Role.ADMIN));
    refused(Why.MAKES_ADMIN, () -> members.changeRole(key, otto, Role.ADMIN));
    refused(Why.MAKES_ADMIN, () -> members.invite(key, "a@acme.example", "", Role.OPERATOR));
    assertThat(members.changeRole(key, otto, Role.AUDITOR)).isInstanceOf(Changed.Done.class);
    assertThat(rows.written).as("who is an auditor already").isEmpty();
  }

  @Test
  void nothing_is_done_to_an_admin_by_a_key() {
    for (var state : State.values()) {
      var ada = row(Role.ADMIN, state);
      refused(Why.IS_ADMIN, () -> members.changeRole(key, ada, Role.AUDITOR));
      refused(Why.IS_ADMIN, () -> members.renewLink(key, ada));
      refused(Why.IS_ADMIN, () -> members.remove(key, ada));
    }
  }

  @Test
  void a_key_becomes_nobody_who_was_there_before() {
    refused(Why.WAS_IN, () -> members.renewLink(key, row(Role.AUDITOR, State.ACTIVE)));
    var otto = row(Role.AUDITOR, State.INVITED);
    rows.row = new Membership(otto.member(), 8, State.INVITED, Instant.EPOCH, null);
    refused(Why.WAS_IN, () -> members.renewLink(key, rows.row));
    for (var state : List.of(State.INVITED, State.LINK_ENDED)) {
      assertThat(members.renewLink(key, row(Role.AUDITOR, state))).isInstanceOf(Changed.Link.class);
    }
    assertThat(members.remove(key, row(Role.AUDITOR, State.ACTIVE)))
        .isInstanceOf(Changed.Done.class);
    assertThat(rows.written).containsExactly("link", "link", "remove");
  }

  @Test
  void what_an_auditor_reads_the_key_has_to_be_able_to_read() {
    for (var missing : List.of(ApiScope.READ, ApiScope.AUDIT)) {
      var scopes = EnumSet.complementOf(EnumSet.of(missing));
      var narrow = key(scopes, null);
      assertThatThrownBy(() -> members.invite(narrow, "a@acme.example", "", Role.AUDITOR))
          .isInstanceOf(ScopeMissing.class);
      assertThatThrownBy(() -> members.renewLink(narrow, row(Role.AUDITOR, State.INVITED)))
          .isInstanceOf(ScopeMissing.class);
      assertThat(members.remove(narrow, row(Role.AUDITOR, State.INVITED)))
          .as("takes, and gives nothing")
          .isInstanceOf(Changed.Done.class);
    }
    var one = key(EnumSet.allOf(ApiScope.class), new ProviderId(UUID.randomUUID()));
    assertThatThrownBy(() -> members.invite(one, "a@acme.example", "", Role.AUDITOR))
        .isInstanceOf(OneProviderOnly.class);
    assertThatThrownBy(() -> members.remove(one, row(Role.ADMIN, State.ACTIVE)))
        .isInstanceOf(OneProviderOnly.class);
  }

  private void refused(Why why, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            AdminNeeded.class, needed -> assertThat(needed.why()).isEqualTo(why));
    assertThat(rows.written).isEmpty();
    assertThat(told).isEmpty();
  }

  private ApiKey key(Set<ApiScope> scopes, @Nullable ProviderId only) {
    return new ApiKey(
        new ApiKeyId(UUID.randomUUID()),
        tenant,
        "back end",
        scopes,
        only,
        List.of(),
        1,
        "eg_a",
        null,
        Instant.EPOCH,
        null,
        null,
        null);
  }

  private Membership row(Role role, State state) {
    var id = new MemberId(UUID.randomUUID());
    var member = new Member(id, tenant, "x@acme.example", "X", role);
    rows.row = new Membership(member, 7, state, null, null);
    return rows.row;
  }

  private static final class Rows implements Memberships {
    private final List<String> written = new ArrayList<>();
    private @Nullable Membership row;

    @Override
    public List<Membership> list(TenantId asked) {
      throw new AssertionError("nobody lists here");
    }

    @Override
    public Optional<Membership> find(TenantId asked, MemberId id) {
      return Optional.ofNullable(row).filter(found -> found.member().id().equals(id));
    }

    @Override
    public boolean add(TenantId asked, Member member) {
      return written.add("add");
    }

    @Override
    public Changed changeRole(TenantId asked, MemberId id, long version, Role role) {
      written.add("role");
      return Changed.DONE;
    }

    @Override
    public Changed remove(TenantId asked, MemberId id, long version) {
      written.add("remove");
      return Changed.DONE;
    }

    @Override
    public Changed renewLink(
        TenantId asked, MemberId id, long version, Link link, boolean lastToo) {
      written.add("link");
      return Changed.DONE;
    }
  }

  private final class Log implements AuditLog {
    @Override
    public void append(AuditEvent event) {
      told.add(event);
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

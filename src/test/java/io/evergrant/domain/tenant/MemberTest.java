package io.evergrant.domain.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemberTest {
  private static final TenantId OWN = new TenantId(UUID.randomUUID());
  private static final MemberId ID = new MemberId(UUID.randomUUID());

  @Test
  void P14_an_admin_reads_and_changes_the_own_tenant() {
    assertThat(member(OWN, Role.ADMIN).reads()).isEqualTo(OWN);
    assertThat(member(OWN, Role.ADMIN).administers()).isEqualTo(OWN);
  }

  @Test
  void P14_an_auditor_reads_the_own_tenant_and_changes_nothing() {
    var auditor = member(OWN, Role.AUDITOR);
    assertThat(auditor.reads()).isEqualTo(OWN);
    assertThatThrownBy(auditor::administers).isInstanceOf(NotAllowed.class);
  }

  @Test
  void P14_an_operator_neither_reads_nor_changes_any_tenant() {
    var operator = member(null, Role.OPERATOR);
    assertThatThrownBy(operator::reads).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(operator::administers).isInstanceOf(NotAllowed.class);
  }

  @Test
  void P14_nobody_but_an_operator_acts_on_the_installation() {
    assertThat(member(null, Role.OPERATOR).operates())
        .isEqualTo(new Actor.Person(ID, "someone@example.org"));
    for (var role : List.of(Role.ADMIN, Role.AUDITOR)) {
      assertThatThrownBy(() -> member(OWN, role).operates())
          .as(role.name())
          .isInstanceOf(NotAllowed.class);
    }
  }

  @Test
  void P14_nobody_is_an_operator_and_a_tenants_member_at_once_and_nobody_is_neither() {
    assertThatThrownBy(() -> member(OWN, Role.OPERATOR))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> member(null, Role.ADMIN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> member(null, Role.AUDITOR))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_a_member_does_is_told_of_that_person() {
    assertThat(member(OWN, Role.ADMIN).asActor())
        .isEqualTo(new Actor.Person(ID, "someone@example.org"));
  }

  private static Member member(@Nullable TenantId tenant, Role role) {
    return new Member(ID, tenant, "someone@example.org", "Someone", role);
  }
}

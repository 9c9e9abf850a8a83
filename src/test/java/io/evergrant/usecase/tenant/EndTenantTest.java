package io.evergrant.usecase.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.NotAllowed;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantStatus;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import io.evergrant.usecase.tenant.EndTenant.Ended;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** No step of an end is called done that was not tried out. */
class EndTenantTest {
  private static final Member OLGA =
      new Member(new MemberId(UUID.randomUUID()), null, "olga@example.com", "Olga", Role.OPERATOR);

  private final Closing closing = new Closing();
  private final EndTenant end =
      new EndTenant(new RecordEnd(closing, closing.log), closing.vault, () -> closing.nanos);

  @Test
  void it_ends_with_the_proof() {
    assertThat(run()).isEqualTo(new Ended.Done());
    assertThat(closing.status).isEqualTo(TenantStatus.ENDED);
    assertThat(closing.vault.steps)
        .containsExactly("sample", "opens", "delete key", "destroy", "opens", "left");
    assertThat(closing.log.events)
        .extracting(AuditEvent::type)
        .containsExactly(AuditEventType.TENANT_END_BEGUN, AuditEventType.TENANT_ENDED);
    assertThat(closing.log.events.getLast().details())
        .containsEntry("key_versions", "1 2 3")
        .containsEntry("ciphertext", "sealed")
        .containsEntry("decrypted", "false")
        .containsEntry("entries", "7");
  }

  @Test
  void the_wrong_name_and_a_tenant_that_goes_on_change_nothing() {
    assertThat(end.end(OLGA, closing.id, "acme ")).isEqualTo(new Ended.NotConfirmed());
    closing.status = TenantStatus.ACTIVE;
    assertThat(run()).isEqualTo(new Ended.NotSuspended());
    assertThat(closing.vault.steps).isEmpty();
    assertThat(closing.log.events).isEmpty();
  }

  @Test
  void nobody_but_an_operator_ends_anything() {
    var admin = new Member(OLGA.id(), closing.id, "ada@example.com", "Ada", Role.ADMIN);
    assertThatThrownBy(() -> end.end(admin, closing.id, "acme")).isInstanceOf(NotAllowed.class);
    assertThat(closing.vault.steps).isEmpty();
  }

  @Test
  void a_key_that_opens_still_is_no_end() {
    closing.vault.opensStill = true;
    assertThat(run()).isEqualTo(new Ended.NotProved());
    assertThat(closing.status).isEqualTo(TenantStatus.ENDING);
    closing.vault.opensStill = false;
    assertThat(run()).isEqualTo(new Ended.Done());
  }

  @Test
  void entries_that_are_left_are_no_end() {
    closing.vault.left = true;
    assertThat(run()).isEqualTo(new Ended.NotProved());
    assertThat(closing.status).isEqualTo(TenantStatus.ENDING);
  }

  @Test
  void what_is_in_flight_keeps_the_key() {
    closing.inFlight = 2;
    assertThat(run()).isEqualTo(new Ended.InFlight(2));
    assertThat(closing.vault.steps).doesNotContain("delete key");
    closing.inFlight = 0;
    assertThat(run()).isEqualTo(new Ended.Done());
  }

  @Test
  void a_sealed_vault_breaks_off_and_the_next_press_goes_on_and_forgets_no_entry() {
    closing.vault.entries = 1_203;
    closing.vault.sealedAfter = 2;
    assertThatThrownBy(this::run)
        .isInstanceOfSatisfying(
            StoreUnavailable.class, e -> assertThat(e.why()).isEqualTo(Cause.SEALED));
    assertThat(closing.status).isEqualTo(TenantStatus.ENDING);
    assertThat(run()).isEqualTo(new Ended.Done());
    assertThat(closing.log.events).hasSize(2);
    assertThat(closing.log.events.getLast().details()).containsEntry("entries", "1203");
  }

  @Test
  void an_end_that_takes_long_tells_how_far_it_is() {
    closing.vault.entries = 3_000;
    closing.vault.slow = true;
    assertThat(run()).isEqualTo(new Ended.UnderWay(1_500));
    assertThat(run()).isEqualTo(new Ended.UnderWay(3_000));
    assertThat(run()).isEqualTo(new Ended.Done());
  }

  private Ended run() {
    return end.end(OLGA, closing.id, "acme");
  }
}

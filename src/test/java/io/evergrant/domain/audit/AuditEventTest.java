package io.evergrant.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditEventTest {
  private static final TenantId TENANT = new TenantId(UUID.randomUUID());
  private static final ProviderId PROVIDER = new ProviderId(UUID.randomUUID());
  private static final GrantId GRANT = new GrantId(UUID.randomUUID());
  private static final Actor NODE = new Actor.Portal("node-1");

  @Test
  void P01_an_end_without_its_attempt_or_without_an_outcome_cannot_be_told() {
    var attempt = new AttemptId(UUID.randomUUID());
    assertThatThrownBy(() -> end(null, "renewed")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> end(attempt, null)).isInstanceOf(IllegalArgumentException.class);
    assertThat(end(attempt, "renewed").outcome()).isEqualTo("renewed");
  }

  @Test
  void P01_what_is_told_beside_attempts_ends_none() {
    assertThat(AuditEvent.of(TENANT, AuditEventType.SIGNED_IN, NODE, Map.of()).terminal())
        .isFalse();
    assertThat(
            AuditEvent.about(TENANT, AuditEventType.PROVIDER_PAUSED, NODE, PROVIDER, Map.of())
                .terminal())
        .isFalse();
    assertThat(
            AuditEvent.about(TENANT, AuditEventType.GRANT_PAUSED, NODE, PROVIDER, GRANT, Map.of())
                .terminal())
        .isFalse();
  }

  @Test
  void an_event_is_found_under_what_it_is_about_and_under_nothing_else() {
    var ofTenant = AuditEvent.of(TENANT, AuditEventType.SIGNED_IN, NODE, Map.of());
    assertThat(ofTenant.provider()).isNull();
    assertThat(ofTenant.grant()).isNull();

    var ofProvider =
        AuditEvent.about(TENANT, AuditEventType.PROVIDER_PAUSED, NODE, PROVIDER, Map.of());
    assertThat(ofProvider.provider()).isEqualTo(PROVIDER);
    assertThat(ofProvider.grant()).isNull();

    var ofGrant =
        AuditEvent.about(TENANT, AuditEventType.GRANT_PAUSED, NODE, PROVIDER, GRANT, Map.of());
    assertThat(ofGrant.provider()).isEqualTo(PROVIDER);
    assertThat(ofGrant.grant()).isEqualTo(GRANT);
  }

  @Test
  void P18_what_was_told_does_not_change_when_its_teller_goes_on_writing() {
    var details = new HashMap<>(Map.of("member", "first"));
    var event = AuditEvent.of(TENANT, AuditEventType.SIGN_IN_FAILED, NODE, details);
    details.put("member", "second");
    assertThat(event.details()).containsExactly(Map.entry("member", "first"));
  }

  private static AuditEvent end(@Nullable AttemptId attempt, @Nullable String outcome) {
    return new AuditEvent(
        TENANT,
        AuditEventType.REFRESH_ENDED,
        NODE,
        GRANT,
        PROVIDER,
        attempt,
        true,
        outcome,
        Map.of());
  }
}

package io.evergrant.domain.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator can do with an organisation: nobody ends one by a wrong turn. */
class TenancyTest {
  @ParameterizedTest
  @CsvSource({
    "ACTIVE,    true,  false, false, false",
    "SUSPENDED, false, true,  true,  false",
    "ENDING,    false, false, true,  false",
    "ENDED,     false, false, false, true"
  })
  void an_organisation_is_suspended_before_it_is_ended_and_can_go_on_until_then(
      TenantStatus status, boolean suspendable, boolean resumable, boolean endable, boolean ended) {
    var tenant = new Tenant(new TenantId(UUID.randomUUID()), "acme", "Acme");
    var tenancy = new Tenancy(tenant, status, null, Instant.EPOCH);
    assertThat(tenancy.isSuspendable()).isEqualTo(suspendable);
    assertThat(tenancy.isResumable()).isEqualTo(resumable);
    assertThat(tenancy.isEndable()).isEqualTo(endable);
    assertThat(tenancy.isEnded()).isEqualTo(ended);
  }
}

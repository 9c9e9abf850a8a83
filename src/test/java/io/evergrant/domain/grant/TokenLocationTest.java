package io.evergrant.domain.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.tenant.TenantId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TokenLocationTest {
  private final TenantId tenant = new TenantId(UUID.randomUUID());
  private final GrantId grant = new GrantId(UUID.randomUUID());

  @Test
  void P14_a_token_set_lies_under_its_tenant_then_its_grant() {
    assertThat(new TokenLocation(tenant, grant, "5a17").path())
        .isEqualTo(tenant.value() + "/grants/" + grant.value() + "/5a17");
  }

  @Test
  void P04_a_worker_of_an_older_consent_writes_elsewhere() {
    assertThat(new TokenLocation(tenant, grant, "old").path())
        .isNotEqualTo(new TokenLocation(tenant, grant, "new").path());
  }
}

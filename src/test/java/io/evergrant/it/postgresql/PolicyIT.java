package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.TenantPolicyStore;
import io.evergrant.domain.tenant.TenantPolicy;
import org.junit.jupiter.api.Test;

class PolicyIT {
  private static final TenantPolicy NOTHING = new TenantPolicy(false, false, false);
  private static final TenantPolicy HAND_OVER = new TenantPolicy(false, true, false);

  private final Household home = new Household();
  private final TenantPolicyStore policies = new TenantPolicyStore(Server.db());

  @Test
  void what_another_admin_decided_since_is_not_undone_by_one_who_has_not_seen_it() {
    assertThat(policies.save(home.tenant, NOTHING, HAND_OVER)).isTrue();
    assertThat(policies.save(home.tenant, HAND_OVER, NOTHING)).isTrue();
    assertThat(policies.save(home.tenant, HAND_OVER, new TenantPolicy(true, true, false)))
        .isFalse();
    assertThat(policies.find(home.tenant)).isEqualTo(NOTHING);
  }
}

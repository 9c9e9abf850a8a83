package io.evergrant.domain.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GrantTest {
  @Test
  void P10_before_the_first_refresh_nothing_is_said_of_rotation() {
    assertThat(refreshed(0, 0).rotation()).isEqualTo(Rotation.NOT_SEEN);
  }

  @Test
  void P10_a_token_that_never_changed_is_seen_as_long_lived() {
    assertThat(refreshed(1, 0).rotation()).isEqualTo(Rotation.NEVER);
    assertThat(refreshed(9, 0).rotation()).isEqualTo(Rotation.NEVER);
  }

  @Test
  void P10_one_refresh_that_kept_the_token_is_enough_to_say_sometimes() {
    assertThat(refreshed(9, 8).rotation()).isEqualTo(Rotation.SOMETIMES);
    assertThat(refreshed(9, 1).rotation()).isEqualTo(Rotation.SOMETIMES);
  }

  @Test
  void P10_a_token_that_changed_every_time_is_seen_as_rotating() {
    assertThat(refreshed(1, 1).rotation()).isEqualTo(Rotation.ALWAYS);
    assertThat(refreshed(9, 9).rotation()).isEqualTo(Rotation.ALWAYS);
  }

  private static Grant refreshed(long refreshes, long rotations) {
    return new Grant(
        new GrantId(UUID.randomUUID()),
        new TenantId(UUID.randomUUID()),
        new ProviderId(UUID.randomUUID()),
        "Provider",
        null,
        "account",
        null,
        GrantStatus.ACTIVE,
        null,
        Scope.EMPTY,
        Scope.EMPTY,
        null,
        null,
        null,
        null,
        Instant.EPOCH,
        null,
        null,
        null,
        null,
        null,
        refreshes,
        rotations,
        0,
        1,
        1,
        null,
        null);
  }
}

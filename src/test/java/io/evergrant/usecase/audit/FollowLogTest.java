package io.evergrant.usecase.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditFeed;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a follower is told that it cannot be given any more. */
class FollowLogTest {
  private long removed;

  @Test
  void whoever_asks_too_late_is_told_up_to_where_events_are_gone() {
    removed = 40;
    assertThat(follow(0)).isEqualTo(40);
    assertThat(follow(39)).isEqualTo(40);
    assertThat(follow(40)).as("all that is gone was seen").isNull();
  }

  @Test
  void where_nothing_was_removed_nothing_is_told() {
    assertThat(follow(0)).isNull();
  }

  private @Nullable Long follow(long after) {
    var feed =
        new AuditFeed() {
          @Override
          public List<AuditEntry> after(
              TenantId tenant, @Nullable ProviderId provider, long number, int limit) {
            return List.of();
          }

          @Override
          public long removedUpTo(TenantId tenant) {
            return removed;
          }
        };
    return new FollowLog(feed).after(key(), after, 10).removedUpTo();
  }

  private static ApiKey key() {
    return new ApiKey(
        new ApiKeyId(UUID.randomUUID()),
        new TenantId(UUID.randomUUID()),
        "follower",
        Set.of(ApiScope.AUDIT),
        null,
        List.of(),
        1,
        "eg_",
        null,
        Instant.EPOCH,
        null,
        null,
        null);
  }
}

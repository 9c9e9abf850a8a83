package io.evergrant.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuditQuestionTest {
  @Test
  void the_next_page_asks_the_same_of_older_events() {
    var asked =
        new AuditQuestion(
            new GrantId(UUID.randomUUID()),
            new ProviderId(UUID.randomUUID()),
            AuditEventType.REFRESH_ENDED,
            "deferred",
            Instant.parse("2026-11-01T00:00:00Z"),
            Instant.parse("2026-11-24T00:00:00Z"),
            null,
            50);
    var next = asked.page(4711L, 51);
    assertThat(next.before()).isEqualTo(4711L);
    assertThat(next.limit()).isEqualTo(51);
    assertThat(next).usingRecursiveComparison().ignoringFields("before", "limit").isEqualTo(asked);
  }

  @Test
  void whoever_follows_the_log_asks_the_same_of_newer_events() {
    var asked =
        new AuditQuestion(
            null, null, AuditEventType.REFRESH_ENDED, "deferred", null, null, null, 50);
    var newer = asked.newerThan(4711);
    assertThat(newer.since()).isEqualTo(4711);
    assertThat(newer).usingRecursiveComparison().ignoringFields("since").isEqualTo(asked);
  }
}

package io.evergrant.portal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.usecase.audit.SearchLog;
import io.evergrant.usecase.audit.SearchLog.Tally;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A count that is not whole leads to one that is. */
class AuditCountTest {
  private static final Tally ALL = new Tally(List.of(), false, null);
  private static final Tally IN_PART = new Tally(List.of(), false, Instant.EPOCH);
  private static final Tally TEN_THOUSAND = new Tally(List.of(), true, null);

  @Test
  void only_what_was_counted_in_part_may_be_counted_whole() {
    assertThat(AuditCount.AT_ONCE.leaves(IN_PART)).isTrue();
    assertThat(AuditCount.AT_ONCE.leaves(ALL)).isFalse();
    assertThat(AuditCount.AT_ONCE.leaves(TEN_THOUSAND)).isFalse();
    assertThat(AuditCount.WHOLE.leaves(IN_PART)).as("asked with patience already").isFalse();
  }

  @Test
  void the_address_says_how_patient_whoever_asks_is() {
    assertThat(AuditCount.of("").within()).isEqualTo(SearchLog.AT_ONCE);
    assertThat(AuditCount.of("soon").within()).isEqualTo(SearchLog.AT_ONCE);
    assertThat(AuditCount.of("whole").within()).isEqualTo(SearchLog.PATIENTLY);
  }

  @Test
  void a_count_in_part_does_not_read_as_exact() {
    assertThat(AuditCount.key(ALL)).isEqualTo("audit.count");
    assertThat(AuditCount.key(IN_PART)).isEqualTo("audit.count.least");
    assertThat(AuditCount.key(TEN_THOUSAND)).isEqualTo("audit.count.more");
  }
}

package io.evergrant.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.AuditEventType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventPatternsTest {
  @Test
  void every_type_has_a_name_of_its_own_in_a_group() {
    var names = Arrays.stream(AuditEventType.values()).map(EventGroup::nameOf).toList();
    assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z_]+\\.[a-z_]+"));
    assertThat(names).contains("refresh.ended", "provider.paused", "import.tokens_imported");
    assertThat(EventPatterns.known())
        .doesNotHaveDuplicates()
        .hasSize(1 + EventGroup.values().length + AuditEventType.values().length);
  }

  @Test
  void a_group_asks_for_its_types_and_a_star_for_all() {
    var some = EventPatterns.of(List.of("grant.revoked", "provider.*"));
    assertThat(some.match(AuditEventType.GRANT_REVOKED)).isTrue();
    assertThat(some.match(AuditEventType.GRANT_PAUSED)).isFalse();
    assertThat(some.types())
        .containsAll(EventGroup.PROVIDER.types())
        .hasSize(1 + EventGroup.PROVIDER.types().size());
    assertThat(EventPatterns.of(List.of("*")).types()).containsExactly(AuditEventType.values());
  }

  @Test
  void what_is_none_is_named() {
    assertThat(EventPatterns.unknown(List.of("grant.*", "grant.eaten", "*")))
        .contains("grant.eaten");
    assertThat(EventPatterns.unknown(List.of("grant_revoked"))).as("the log's code").isPresent();
    assertThat(EventPatterns.unknown(List.of("grant.*", "*"))).isEmpty();
  }

  @Test
  void their_order_is_ours_and_none_comes_twice() {
    assertThat(EventPatterns.of(List.of("provider.*", "grant.*", "provider.*")).all())
        .containsExactly("grant.*", "provider.*");
  }
}

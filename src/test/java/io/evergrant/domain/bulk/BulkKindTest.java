package io.evergrant.domain.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.bulk.BlastRadius.AtProvider;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.provider.ProviderId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BulkKindTest {
  @Test
  void P06_what_only_its_owner_can_mend_is_not_tried_again() {
    assertThat(BulkKind.REFRESH.hits(GrantStatus.NEEDS_CONSENT)).isFalse();
    assertThat(BulkKind.REFRESH.hit())
        .containsExactly(GrantStatus.UNPROVED, GrantStatus.ACTIVE, GrantStatus.NEEDS_REVIEW);
  }

  @Test
  void only_what_can_be_done_to_a_grant_is_done() {
    assertThat(BulkKind.PAUSE.hit()).containsExactly(GrantStatus.UNPROVED, GrantStatus.ACTIVE);
    assertThat(BulkKind.RESUME.hit()).containsExactly(GrantStatus.PAUSED);
    assertThat(BulkKind.REVOKE.hit()).doesNotContain(GrantStatus.REVOKED).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource({"pause, PAUSE", "resume, RESUME", "refresh, REFRESH", "revoke, REVOKE", "link, LINK"})
  void an_act_is_found_by_its_code(String code, BulkKind kind) {
    assertThat(BulkKind.of(code)).contains(kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"REVOKE", "delete", ""})
  void there_is_no_other_act(String code) {
    assertThat(BulkKind.of(code)).isEmpty();
  }

  @Test
  void every_end_of_a_revocation_has_a_result() {
    assertThat(List.of("done", "not_offered", "refused", "not_reached"))
        .extracting(BulkResult::ofRevocation)
        .containsExactly(
            BulkResult.REVOKED_THERE,
            BulkResult.HERE_ONLY,
            BulkResult.REFUSED_THERE,
            BulkResult.NOT_REACHED);
  }

  @Test
  void a_mark_tells_other_grants_from_as_many() {
    assertThat(radius(2, 7).mark()).isNotEqualTo(radius(2, 8).mark());
    assertThat(radius(2, 7).mark()).isNotEqualTo(radius(3, 7).mark());
    assertThat(radius(2, -1).mark()).isEqualTo("2-ffffffffffffffff");
  }

  private static BlastRadius radius(long hit, long mark) {
    var at =
        new AtProvider(
            new ProviderId(UUID.randomUUID()), "Mail", hit + 1, hit, 0, null, null, true, mark);
    return new BlastRadius(List.of(at), List.of());
  }

  @Test
  void nothing_is_at_a_hundred_percent_that_is_not_over() {
    var almost = new BulkProgress(0, 1, Map.of(BulkResult.DONE, 999L));
    assertThat(almost.percent()).isEqualTo(99);
    assertThat(almost.over()).isEqualTo(999);
    assertThat(new BulkProgress(0, 0, Map.of()).percent()).isEqualTo(100);
  }
}

package io.evergrant.domain.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.sealing.HandOver.State;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From the wish to one of its ends. */
class HandOverTest {
  private static final Instant END = Instant.parse("2026-11-25T12:00:00Z");
  private static final Instant BEFORE = END.minusMillis(1);

  @Test
  void a_wish_is_asked_until_a_second_person_decides() {
    assertThat(handOver(null, false, null).state(BEFORE)).isEqualTo(State.ASKED);
    assertThat(handOver("bob", true, null).state(BEFORE)).isEqualTo(State.APPROVED);
    assertThat(handOver("bob", false, null).state(BEFORE)).isEqualTo(State.REFUSED);
  }

  @Test
  void at_its_very_end_what_nobody_decided_and_what_nobody_fetched_has_ended() {
    assertThat(handOver(null, false, null).state(END)).isEqualTo(State.ENDED);
    assertThat(handOver("bob", true, null).state(END)).isEqualTo(State.ENDED);
  }

  @Test
  void what_was_refused_or_fetched_stays_so() {
    assertThat(handOver("bob", false, null).state(END)).isEqualTo(State.REFUSED);
    assertThat(handOver("bob", true, BEFORE).state(END)).isEqualTo(State.HANDED_OVER);
  }

  private static HandOver handOver(
      @Nullable String decider, boolean approved, @Nullable Instant handedOverAt) {
    return new HandOver(
        new HandOverId(UUID.randomUUID()),
        new TenantId(UUID.randomUUID()),
        new GrantId(UUID.randomUUID()),
        new MemberId(UUID.randomUUID()),
        "ada",
        "we move",
        "key",
        END.minusSeconds(900),
        END,
        decider,
        approved,
        handedOverAt);
  }
}

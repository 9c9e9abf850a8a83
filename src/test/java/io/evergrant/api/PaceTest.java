package io.evergrant.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.ticket.TicketId;
import io.evergrant.usecase.port.ApiSettings;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How many calls a key may make, and a ticket. */
class PaceTest {
  private final AtomicLong now = new AtomicLong();
  private final Pace pace = new Pace(new ApiSettings(2, List.of()), now::get);
  private final ApiKeyId key = new ApiKeyId(UUID.randomUUID());

  @Test
  void five_seconds_worth_go_at_once_and_then_as_many_as_the_rate() {
    for (var i = 0; i < 10; i++) {
      assertThat(pace.step(key).goes()).isTrue();
    }
    var refused = pace.step(key);
    assertThat(refused.goes()).isFalse();
    assertThat(refused.next()).isEqualTo(Duration.ofMillis(500));
    now.addAndGet(Duration.ofMillis(500).toNanos());
    assertThat(pace.step(key).goes()).isTrue();
    assertThat(pace.step(key).goes()).isFalse();
  }

  @Test
  void what_is_left_is_told_in_the_words_of_the_draft() {
    var step = pace.step(key);
    assertThat(step.policy()).isEqualTo("\"key\";q=10;w=5");
    assertThat(step.limit()).isEqualTo("\"key\";r=9;t=1");
  }

  @Test
  void of_several_that_one_call_asks_for_all_go_or_none() {
    assertThat(pace.step(key, pace.mostAtOnce()).goes()).isTrue();
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    var refused = pace.step(key, 3);
    assertThat(refused.goes()).isFalse();
    assertThat(refused.next()).isEqualTo(Duration.ofMillis(500));
    assertThat(pace.step(key, 2).goes()).as("nothing was taken").isTrue();
  }

  @Test
  void one_key_does_not_use_up_anothers_calls() {
    for (var i = 0; i < 11; i++) {
      pace.step(key);
    }
    assertThat(pace.step(new ApiKeyId(UUID.randomUUID())).goes()).isTrue();
  }

  @Test
  void a_page_that_loops_takes_nothing_from_the_key_that_minted_its_ticket() {
    var of = new Pace(new ApiSettings(200, List.of()), now::get);
    var looping = ticket();
    for (var i = 0; i < 100; i++) {
      assertThat(of.step(looping, key).goes()).isTrue();
    }
    var refused = of.step(looping, key);
    assertThat(refused.goes()).isFalse();
    assertThat(refused.policy()).isEqualTo("\"ticket\";q=100;w=5");
    assertThat(refused.limit()).isEqualTo("\"ticket\";r=0;t=5");
    assertThat(refused.next()).isEqualTo(Duration.ofMillis(50));
    assertThat(of.step(ticket(), key).goes()).as("another page").isTrue();
    assertThat(of.step(key).remaining()).as("of the back end's thousand").isEqualTo(999);
  }

  @Test
  void all_tickets_of_a_key_together_may_do_half_of_what_it_may() {
    for (var i = 0; i < 5; i++) {
      assertThat(pace.step(ticket(), key).goes()).isTrue();
    }
    var refused = pace.step(ticket(), key);
    assertThat(refused.goes()).isFalse();
    assertThat(refused.policy()).isEqualTo("\"tickets\";q=5;w=5");
    assertThat(pace.step(ticket(), new ApiKeyId(UUID.randomUUID())).goes()).isTrue();
    assertThat(pace.step(key).goes()).as("the back end").isTrue();
  }

  @Test
  void what_a_ticket_is_refused_is_not_taken_from_the_others() {
    var of = new Pace(new ApiSettings(42, List.of()), now::get);
    var looping = ticket();
    for (var i = 0; i < 1_000; i++) {
      of.step(looping, key);
    }
    for (var i = 0; i < 5; i++) {
      assertThat(of.step(ticket(), key).goes()).as("%s of the five left", i).isTrue();
    }
    assertThat(of.step(ticket(), key).goes()).isFalse();
  }

  private static TicketId ticket() {
    return new TicketId(UUID.randomUUID());
  }
}

package io.evergrant.portal.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.overview.Pulse;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.portal.text.Sentences;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LagBarsTest {
  private final LagWords words = new LagWords(new Sentences(Locale.ENGLISH));

  @Test
  void the_longest_wait_comes_first_and_the_others_are_measured_by_it() {
    var bars = LagBars.of(List.of(waits("Mail", 60), waits("Docs", 600), waits("Chat", 1)));
    assertThat(bars.bars())
        .extracting(bar -> bar.pulse().name())
        .containsExactly("Docs", "Mail", "Chat");
    assertThat(bars.bars())
        .extracting(LagBars.Bar::length)
        .containsExactly(LagBars.LENGTH, 100, 12);
  }

  @Test
  void where_all_are_in_time_no_bar_is_long() {
    assertThat(LagBars.of(List.of(waits("Mail", 3))).bars())
        .extracting(LagBars.Bar::length)
        .containsExactly(50);
  }

  @Test
  void nobody_waits_where_nothing_is_due_or_the_provider_is_paused() {
    var bars = LagBars.of(List.of(waits("Mail", 0), pulse("Old", 900, ProviderStatus.PAUSED)));
    assertThat(bars).isEqualTo(new LagBars(List.of(), 0));
    assertThat(words.at(pulse("Old", 900, ProviderStatus.PAUSED))).isEqualTo("Paused");
  }

  @Test
  void of_many_the_ten_worst_are_seen_at_once() {
    var bars = LagBars.of(IntStream.rangeClosed(1, 23).mapToObj(n -> waits("P" + n, n)).toList());
    assertThat(bars.bars())
        .hasSize(10)
        .first()
        .extracting(bar -> bar.pulse().name())
        .isEqualTo("P23");
    assertThat(bars.waiting()).isEqualTo(23);
    assertThat(bars.further()).isEqualTo(13);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s, good",
    "5, 5 s, good",
    "6, 6 s, warn",
    "60, 60 s, warn",
    "61, 61 s, bad",
    "100, 1 min, bad",
    "5999, 99 min, bad",
    "6000, 1 h, bad",
    "172800, 48 h, bad"
  })
  void a_wait_is_told_shortly_and_coloured_by_what_it_means(
      long seconds, String told, String tone) {
    var lag = Duration.ofSeconds(seconds);
    assertThat(words.shortly(lag)).isEqualTo(told);
    assertThat(words.tone(lag)).isEqualTo(tone);
  }

  private static Pulse waits(String name, long seconds) {
    return pulse(name, seconds, ProviderStatus.ACTIVE);
  }

  private static Pulse pulse(String name, long seconds, ProviderStatus status) {
    return new Pulse(
        new ProviderId(UUID.randomUUID()),
        name,
        status,
        status == ProviderStatus.PAUSED ? "paused_by_person" : null,
        Instant.EPOCH,
        Duration.ofSeconds(seconds),
        seconds > 60 ? 1 : 0,
        null);
  }
}

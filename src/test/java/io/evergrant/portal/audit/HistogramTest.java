package io.evergrant.portal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.AuditMark;
import io.evergrant.portal.frame.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistogramTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:30Z");

  @Test
  void one_answer_is_one_bar_of_a_minute() {
    var histogram = Histogram.of(List.of(mark(Duration.ZERO, null)));
    assertThat(histogram.width()).isEqualTo(Duration.ofMinutes(1));
    assertThat(histogram.bars())
        .containsExactly(
            new Histogram.Bar(
                Instant.parse("2026-11-24T12:00:00Z"),
                Instant.parse("2026-11-24T12:01:00Z"),
                1,
                0,
                0));
  }

  @Test
  void every_answer_is_counted_once_and_times_without_any_are_bars_too() {
    var histogram =
        Histogram.of(
            List.of(
                mark(Duration.ofDays(3), "consent_lost"),
                mark(Duration.ofDays(3), "deferred"),
                mark(Duration.ofHours(1), "renewed"),
                mark(Duration.ZERO, "renewed")));
    assertThat(histogram.width()).isEqualTo(Duration.ofHours(3));
    assertThat(histogram.bars()).hasSize(25);
    assertThat(histogram.bars().getFirst().plain()).isEqualTo(2);
    assertThat(histogram.bars().getLast().bad()).isEqualTo(1);
    assertThat(histogram.bars().getLast().warn()).isEqualTo(1);
    assertThat(histogram.bars().stream().mapToInt(Histogram.Bar::all).sum()).isEqualTo(4);
    assertThat(histogram.highest()).isEqualTo(2);
  }

  @Test
  void years_fit_too() {
    var histogram =
        Histogram.of(List.of(mark(Duration.ofDays(5_000), null), mark(Duration.ZERO, null)));
    assertThat(histogram.bars()).hasSizeLessThanOrEqualTo(60);
  }

  @Test
  void the_picture_stays_in_its_frame_and_each_time_leads_to_its_question() {
    var chart =
        AuditChart.of(
            Histogram.of(
                List.of(mark(Duration.ofHours(2), "unknown"), mark(Duration.ZERO, "renewed"))),
            new Query().with("q", "a b"));
    assertThat(chart.blocks())
        .hasSize(2)
        .allSatisfy(
            block -> {
              assertThat(Double.parseDouble(block.x())).isBetween(0.0, 600.0);
              assertThat(Double.parseDouble(block.y())).isBetween(0.0, 80.0);
            });
    assertThat(chart.times().getFirst().troubled()).isEqualTo(1);
    assertThat(chart.times().getLast().address())
        .isEqualTo("/audit?q=a+b&from=2026-11-24T12%3A00%3A00Z&until=2026-11-24T12%3A05%3A00Z");
  }

  private static AuditMark mark(Duration later, @Nullable String outcome) {
    return new AuditMark(NOON.plus(later), outcome);
  }
}

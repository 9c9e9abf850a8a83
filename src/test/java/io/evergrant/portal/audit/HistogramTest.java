package io.evergrant.portal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.AuditMark;
import io.evergrant.portal.frame.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistogramTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:30Z");

  @Test
  void one_answer_is_one_bar_of_a_minute() {
    var histogram = Histogram.of(List.of(mark(Duration.ZERO, null)), ZoneOffset.UTC);
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
                mark(Duration.ZERO, "renewed")),
            ZoneOffset.UTC);
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
        Histogram.of(
            List.of(mark(Duration.ofDays(5_000), null), mark(Duration.ZERO, null)), ZoneOffset.UTC);
    assertThat(histogram.bars()).hasSizeLessThanOrEqualTo(60);
  }

  @Test
  void days_begin_at_midnight_of_the_zone_and_the_one_of_the_change_is_longer() {
    var berlin = ZoneId.of("Europe/Berlin");
    var histogram =
        Histogram.of(
            List.of(
                at("2026-10-20T23:30:00Z"), at("2026-10-25T22:30:00Z"), at("2026-11-20T00:00:00Z")),
            berlin);
    assertThat(histogram.width()).isEqualTo(Duration.ofDays(1));
    assertThat(histogram.bars())
        .allSatisfy(
            bar -> {
              assertThat(bar.from().atZone(berlin).toLocalTime()).isEqualTo(LocalTime.MIDNIGHT);
              assertThat(bar.until().atZone(berlin).toLocalTime()).isEqualTo(LocalTime.MIDNIGHT);
            });
    assertThat(histogram.bars().getFirst().from()).isEqualTo("2026-10-20T22:00:00Z");
    var change = histogram.bars().get(4);
    assertThat(change.all()).isEqualTo(1);
    assertThat(Duration.between(change.from(), change.until())).isEqualTo(Duration.ofHours(25));
  }

  @Test
  void a_zone_of_an_odd_offset_has_its_own_hours_and_days() {
    var kathmandu = ZoneId.of("Asia/Kathmandu");
    var hours =
        Histogram.of(List.of(at("2026-11-24T12:10:00Z"), at("2026-11-25T12:20:00Z")), kathmandu);
    assertThat(hours.width()).isEqualTo(Duration.ofHours(1));
    assertThat(hours.bars().getFirst().from()).isEqualTo("2026-11-24T11:15:00Z");
    assertThat(hours.bars()).hasSize(26);
    var days =
        Histogram.of(List.of(at("2026-11-01T18:10:00Z"), at("2026-12-20T18:20:00Z")), kathmandu);
    assertThat(days.bars().getFirst().from()).isEqualTo("2026-10-31T18:15:00Z");
    assertThat(days.bars().getLast().from()).isEqualTo("2026-12-20T18:15:00Z");
  }

  @Test
  void the_hour_that_comes_twice_is_two_bars_and_the_skipped_one_none() {
    var york = ZoneId.of("America/New_York");
    for (var from : List.of("2026-10-31T16:00:00Z", "2026-03-07T17:00:00Z")) {
      var histogram =
          Histogram.of(
              List.of(at(from), at(Instant.parse(from).plus(Duration.ofHours(24)).toString())),
              york);
      assertThat(histogram.width()).isEqualTo(Duration.ofHours(1));
      assertThat(histogram.bars())
          .allMatch(bar -> Duration.between(bar.from(), bar.until()).equals(Duration.ofHours(1)))
          .hasSize(25);
    }
  }

  @Test
  void the_picture_stays_in_its_frame_and_each_time_leads_to_its_question() {
    var chart =
        AuditChart.of(
            Histogram.of(
                List.of(mark(Duration.ofHours(2), "unknown"), mark(Duration.ZERO, "renewed")),
                ZoneOffset.UTC),
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

  private static AuditMark at(String time) {
    return new AuditMark(Instant.parse(time), null);
  }

  private static AuditMark mark(Duration later, @Nullable String outcome) {
    return new AuditMark(NOON.plus(later), outcome);
  }
}

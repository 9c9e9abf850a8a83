package io.evergrant.portal.audit;

import io.evergrant.portal.audit.Histogram.Bar;
import io.evergrant.portal.frame.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The histogram as it is drawn: a picture of 600 by 80.
 *
 * @param blocks of all bars
 * @param times each that has an answer, newest first, with the address of the question about it
 */
public record AuditChart(List<Block> blocks, List<Span> times) {
  private static final double WIDTH = 600;
  private static final double HEIGHT = 80;

  /** So that one answer beside thousands is seen. */
  private static final double LEAST = 2;

  static AuditChart of(Histogram histogram, Query question) {
    var blocks = new ArrayList<Block>();
    var times = new ArrayList<Span>();
    var step = WIDTH / histogram.bars().size();
    for (var i = 0; i < histogram.bars().size(); i++) {
      var bar = histogram.bars().get(i);
      stack(blocks, bar, i * step, step, histogram.highest());
      if (bar.all() > 0) {
        var address = question.copy().with("from", bar.from()).with("until", bar.until());
        times.add(
            new Span(
                bar.from(), bar.until(), bar.all(), bar.warn() + bar.bad(), "/audit" + address));
      }
    }
    return new AuditChart(List.copyOf(blocks), List.copyOf(times.reversed()));
  }

  private static void stack(List<Block> blocks, Bar bar, double x, double step, int highest) {
    var floor = HEIGHT;
    for (var part :
        List.of(
            new Part("bad", bar.bad()),
            new Part("warn", bar.warn()),
            new Part("good", bar.plain()))) {
      if (part.count() > 0) {
        var height = Math.max(LEAST, HEIGHT * part.count() / highest);
        floor -= height;
        blocks.add(
            new Block(
                part.tone(),
                one(x + step * .1),
                one(Math.max(0, floor)),
                one(step * .8),
                one(height)));
      }
    }
  }

  private static String one(double value) {
    return Double.toString(Math.round(value * 10) / 10.0);
  }

  private record Part(String tone, int count) {}

  /** A rectangle; its tone is its class. */
  public record Block(String tone, String x, String y, String width, String height) {}

  /**
   * A time with answers.
   *
   * @param troubled those that did not go well
   * @param address of the question about this time alone
   */
  public record Span(Instant from, Instant until, int all, int troubled, String address) {}
}

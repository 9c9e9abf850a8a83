package io.evergrant.bench;

import java.util.List;

/** Two rows of bars as SVG: rates, and CPU seconds stacked by server. */
final class Chart {
  private static final int WIDTH = 760;
  private static final int LEFT = 220;
  private static final int LINE = 30;
  private static final List<String> COLOURS = List.of("#2f6f4f", "#b5651d", "#35608f");

  private final StringBuilder body = new StringBuilder();
  private int y = 10;

  private Chart() {}

  static String of(List<Measured> all) {
    var chart = new Chart();
    chart.rates(all);
    chart.cpu(all);
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" font-family="sans-serif" font-size="13">
    <rect width="%1$d" height="%2$d" fill="#fff"/>
    %3$s</svg>
    """
        .formatted(WIDTH, chart.y + 10, chart.body);
  }

  private void rates(List<Measured> all) {
    title("Per second");
    var most =
        all.stream().mapToDouble(one -> Math.max(one.rate(), one.bareWrites())).max().orElse(1);
    for (var one : all) {
      bar("refreshes, provider " + one.providerMillis() + " ms", one.rate(), most, 0);
      bar("bare KV writes, same run", one.bareWrites(), most, 1);
    }
  }

  private void cpu(List<Measured> all) {
    title("CPU seconds per 1,000 refreshes: " + String.join(", ", Servers.NAMES));
    var most = all.stream().mapToDouble(Chart::total).max().orElse(1);
    for (var one : all) {
      if (Double.isNaN(total(one))) {
        text(10, "not measured on this system");
      } else {
        stack(one, most);
      }
      y += LINE;
    }
  }

  private void stack(Measured one, double most) {
    text(10, "provider " + one.providerMillis() + " ms");
    var x = (double) LEFT;
    for (var i = 0; i < Servers.NAMES.size(); i++) {
      var seconds = one.cpuPerThousand(Servers.NAMES.get(i));
      rectangle(x, length(seconds, most), i);
      x += length(seconds, most);
    }
    text(x + 6, "%.1f".formatted(total(one)));
  }

  private void bar(String label, double value, double most, int colour) {
    text(10, label);
    rectangle(LEFT, length(value, most), colour);
    text(LEFT + length(value, most) + 6, "%.0f".formatted(value));
    y += LINE;
  }

  private void title(String words) {
    y += LINE;
    body.append("<text x=\"10\" y=\"%d\" font-weight=\"bold\">%s</text>%n".formatted(y, words));
    y += 12;
  }

  private void text(double x, String words) {
    body.append("<text x=\"%.0f\" y=\"%d\">%s</text>%n".formatted(x, y + 17, words));
  }

  private void rectangle(double x, double width, int colour) {
    body.append(
        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"22\" fill=\"%s\"/>%n"
            .formatted(x, y, width, COLOURS.get(colour)));
  }

  private static double length(double value, double most) {
    return (WIDTH - LEFT - 70) * value / most;
  }

  private static double total(Measured one) {
    return Servers.NAMES.stream().mapToDouble(one::cpuPerThousand).sum();
  }
}

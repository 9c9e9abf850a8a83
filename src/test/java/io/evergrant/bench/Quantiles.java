package io.evergrant.bench;

import java.util.Collection;

/** Of some measurements. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Quantiles(double[] sorted) {
  static Quantiles of(Collection<Double> values) {
    return new Quantiles(values.stream().mapToDouble(Double::doubleValue).sorted().toArray());
  }

  /** From 0, the smallest, to 1, the largest; the nearest rank. */
  double at(double share) {
    var rank = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.clamp(rank, 0, sorted.length - 1)];
  }
}

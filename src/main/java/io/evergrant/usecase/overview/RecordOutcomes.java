package io.evergrant.usecase.overview;

import io.evergrant.usecase.port.OutcomeCounts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/** One transaction of {@link CountOutcomes}. */
@Singleton
public class RecordOutcomes {
  private final OutcomeCounts counts;

  @Inject
  public RecordOutcomes(OutcomeCounts counts) {
    this.counts = counts;
  }

  @Transactional
  long count(int limit) {
    return counts.count(limit);
  }
}

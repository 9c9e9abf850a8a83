package io.evergrant.usecase.port;

import io.evergrant.domain.audit.OperatorEntry;
import io.evergrant.domain.audit.OperatorEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operators' own log, of no tenant. It can be added to and read; unlike a tenant's it is not
 * chained.
 */
public interface OperatorLog {
  /**
   * Adds an event.
   *
   * @throws IllegalStateException where there is no such operator
   */
  void append(OperatorEvent event);

  /**
   * Newest first.
   *
   * @param before the number of the oldest that is known; null for the newest
   */
  List<OperatorEntry> list(@Nullable Long before, int limit);
}

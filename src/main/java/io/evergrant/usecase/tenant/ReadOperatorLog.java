package io.evergrant.usecase.tenant;

import io.evergrant.domain.audit.OperatorEntry;
import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.port.OperatorLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operator reads who of them came to the door, and what was tried there. */
@Singleton
public class ReadOperatorLog {
  private static final int PAGE = 50;

  private final OperatorLog log;

  @Inject
  public ReadOperatorLog(OperatorLog log) {
    this.log = log;
  }

  /**
   * Newest first, a page.
   *
   * @param before the number before which it begins; null for the newest
   */
  @Transactional
  public Page page(Member by, @Nullable Long before) {
    by.operates();
    var found = log.list(before, PAGE + 1);
    var more = found.size() > PAGE;
    return new Page(more ? found.subList(0, PAGE) : found, more);
  }

  /** Events, and whether there are older ones. */
  public record Page(List<OperatorEntry> entries, boolean more) {
    public Page {
      entries = List.copyOf(entries);
    }
  }
}

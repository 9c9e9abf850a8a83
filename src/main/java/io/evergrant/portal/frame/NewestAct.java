package io.evergrant.portal.frame;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.usecase.audit.SearchLog;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who changed something last, and when, as far as the log finds it at once. */
@Dependent
public class NewestAct {
  private final SignedInMember me;
  private final SearchLog log;

  @Inject
  public NewestAct(SignedInMember me, SearchLog log) {
    this.me = me;
    this.log = log;
  }

  /**
   * The newest event of any of these types; null where none is found.
   *
   * @param about what else is asked of it, by a question of one type
   */
  public @Nullable AuditEntry of(List<AuditEventType> types, About about) {
    return types.stream()
        .flatMap(type -> last(about.question(type)).stream())
        .max(Comparator.comparingLong(AuditEntry::number))
        .orElse(null);
  }

  private Optional<AuditEntry> last(AuditQuestion question) {
    return log.search(me.member(), question, 1, SearchLog.AT_ONCE).entries().stream().findFirst();
  }

  /** What the event is about. */
  @FunctionalInterface
  public interface About {
    AuditQuestion question(AuditEventType type);
  }
}

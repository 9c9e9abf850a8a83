package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.audit.Part;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.AuditSearch;
import io.evergrant.usecase.port.AuditSearch.Place;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A member looks at one event of the own tenant's log, and at all that it touches. */
@Singleton
public class ReadEvent {
  /** An attempt has one end, and few events beside it. */
  private static final int OTHERS = 20;

  private final AuditLog log;
  private final AuditSearch search;

  @Inject
  public ReadEvent(AuditLog log, AuditSearch search) {
    this.log = log;
    this.search = search;
  }

  @Transactional
  public Optional<InFull> find(Member by, long number) {
    var tenant = by.reads();
    return log.find(tenant, number)
        .map(
            entry ->
                new InFull(
                    entry,
                    search.place(tenant, number).orElse(null),
                    others(tenant, entry.attempt(), number)));
  }

  private List<AuditEntry> others(TenantId tenant, @Nullable AttemptId attempt, long number) {
    if (attempt == null) {
      return List.of();
    }
    var question =
        new AuditQuestion(null, null, null, null, null, null, null, OTHERS)
            .with(List.of(new Part.OfAttempt(attempt, false)));
    return log.search(tenant, question).stream().filter(one -> one.number() != number).toList();
  }

  /**
   * An event.
   *
   * @param place in the chain; null while it is not linked
   * @param others of the same attempt, newest first
   */
  public record InFull(AuditEntry entry, @Nullable Place place, List<AuditEntry> others) {}
}

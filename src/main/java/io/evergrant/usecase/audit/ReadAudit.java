package io.evergrant.usecase.audit;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.port.AuditLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A member, or a back end by its key, reads the log of the own tenant. */
@Singleton
public class ReadAudit {
  private final AuditLog log;

  @Inject
  public ReadAudit(AuditLog log) {
    this.log = log;
  }

  @Transactional
  public List<AuditEntry> search(Member by, AuditQuestion question) {
    return log.search(by.reads(), question);
  }

  @Transactional
  public Optional<AuditEntry> find(Member by, long number) {
    return log.find(by.reads(), number);
  }

  /** A key for one provider reads what happened at that one; the rest of the log is not for it. */
  @Transactional
  public List<AuditEntry> search(ApiKey by, AuditQuestion question) {
    var tenant = by.in(ApiScope.AUDIT);
    var asked = question.provider();
    if (asked != null && !by.reaches(asked)) {
      return List.of();
    }
    return log.search(tenant, question.at(asked == null ? by.provider() : asked));
  }

  @Transactional
  public Optional<AuditEntry> find(ApiKey by, long number) {
    return log.find(by.in(ApiScope.AUDIT), number).filter(entry -> reaches(by, entry));
  }

  private static boolean reaches(ApiKey by, AuditEntry entry) {
    var provider = entry.provider();
    return by.provider() == null || (provider != null && by.reaches(provider));
  }

  /**
   * Hands over every matching entry, newest first; the export itself is logged first, so it is the
   * newest entry of an export of everything, and is told even where the receiver goes away. One
   * transaction a page: none is open while a slow receiver takes its time.
   *
   * @param filter the question as it stands in the address, for the log
   */
  @Transactional(TxType.NOT_SUPPORTED)
  public void export(
      Member by, AuditQuestion question, String filter, Consumer<AuditEntry> receiver) {
    var tenant = by.reads();
    var details = Map.of("format", "csv", "filter", filter);
    log.append(AuditEvent.of(tenant, AuditEventType.AUDIT_EXPORTED, by.asActor(), details));
    log.stream(tenant, question, receiver);
  }
}

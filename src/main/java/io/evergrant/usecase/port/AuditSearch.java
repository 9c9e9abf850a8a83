package io.evergrant.usecase.port;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditMark;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a tenant's log a stretch at a time, newest first, so that whoever asks can stop in
 * time whatever the question is.
 */
public interface AuditSearch {
  /** Answers in the next so many events that could be some. */
  Stretch<AuditEntry> look(TenantId tenant, AuditQuestion question, int events);

  /** When they were and how they ended, and no more. */
  Stretch<AuditMark> mark(TenantId tenant, AuditQuestion question, int events);

  /** Where an event stands in the chain; empty while it is not linked. */
  Optional<Place> place(TenantId tenant, long number);

  /**
   * An event's place in its tenant's chain.
   *
   * @param hash of its link, in hexadecimal
   * @param earlier number of the event before it; null for the first
   * @param later number of the event after it; null for the newest
   * @param signed sequence of the first checkpoint that covers it; null while none does
   */
  record Place(
      long sequence,
      String hash,
      @Nullable Long earlier,
      @Nullable Long later,
      @Nullable Long signed) {}

  /**
   * A stretch of the log.
   *
   * @param found newest first, as many as the question's limit allows
   * @param lowest number of the oldest event that was looked at; null where none is older
   * @param at time of that event
   */
  record Stretch<T>(List<T> found, @Nullable Long lowest, @Nullable Instant at) {}
}

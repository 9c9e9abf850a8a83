package io.evergrant.domain.audit;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the log; null asks for anything. Answers come newest first.
 *
 * @param from inclusive
 * @param until exclusive
 * @param before only events with a smaller number: the key of the next page
 * @param limit at most so many
 */
public record AuditQuestion(
    @Nullable GrantId grant,
    @Nullable ProviderId provider,
    @Nullable AuditEventType type,
    @Nullable String outcome,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable Long before,
    int limit) {

  public AuditQuestion page(@Nullable Long beforeNumber, int size) {
    return new AuditQuestion(grant, provider, type, outcome, from, until, beforeNumber, size);
  }

  /** The same question about one provider; null for any. */
  public AuditQuestion at(@Nullable ProviderId other) {
    return new AuditQuestion(grant, other, type, outcome, from, until, before, limit);
  }
}

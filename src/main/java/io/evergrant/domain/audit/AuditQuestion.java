package io.evergrant.domain.audit;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the log; null asks for anything. Answers come newest first.
 *
 * @param from inclusive
 * @param until exclusive
 * @param before only events with a smaller number: the key of the next page
 * @param limit at most so many
 * @param since only events with a larger number; 0 for all
 * @param parts what was asked in words, besides
 */
public record AuditQuestion(
    @Nullable GrantId grant,
    @Nullable ProviderId provider,
    @Nullable AuditEventType type,
    @Nullable String outcome,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable Long before,
    int limit,
    long since,
    List<Part> parts) {
  public AuditQuestion {
    parts = List.copyOf(parts);
  }

  /** Without words. */
  public AuditQuestion(
      @Nullable GrantId grant,
      @Nullable ProviderId provider,
      @Nullable AuditEventType type,
      @Nullable String outcome,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable Long before,
      int limit) {
    this(grant, provider, type, outcome, from, until, before, limit, 0, List.of());
  }

  public AuditQuestion page(@Nullable Long beforeNumber, int size) {
    return new AuditQuestion(
        grant, provider, type, outcome, from, until, beforeNumber, size, since, parts);
  }

  /** The same question about one provider; null for any. */
  public AuditQuestion at(@Nullable ProviderId other) {
    return new AuditQuestion(grant, other, type, outcome, from, until, before, limit, since, parts);
  }

  /** The same question in these words. */
  public AuditQuestion with(List<Part> words) {
    return new AuditQuestion(
        grant, provider, type, outcome, from, until, before, limit, since, words);
  }

  /** The same question about events with larger numbers alone. */
  public AuditQuestion newerThan(long number) {
    return new AuditQuestion(
        grant, provider, type, outcome, from, until, before, limit, number, parts);
  }
}

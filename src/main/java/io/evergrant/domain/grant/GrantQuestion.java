package io.evergrant.domain.grant;

import io.evergrant.domain.provider.ProviderId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which grants a page lists. Answers come by account, then id.
 *
 * @param after account and id of the last row of the page before; null for the first page
 */
public record GrantQuestion(GrantFilter filter, @Nullable After after, int limit) {

  public GrantQuestion(
      @Nullable String text,
      @Nullable GrantStatus status,
      @Nullable String cause,
      @Nullable ProviderId provider,
      @Nullable Duration endsWithin,
      @Nullable After after,
      int limit) {
    this(
        new GrantFilter(
            text,
            status,
            cause,
            provider,
            endsWithin,
            null,
            null,
            null,
            null,
            null,
            java.util.List.of()),
        after,
        limit);
  }

  public GrantQuestion(
      @Nullable String text,
      @Nullable GrantStatus status,
      @Nullable ProviderId provider,
      @Nullable After after,
      int limit) {
    this(text, status, null, provider, null, after, limit);
  }

  /** The same question about grants at one provider; null for any. */
  public GrantQuestion at(@Nullable ProviderId other) {
    return new GrantQuestion(filter.at(other), after, limit);
  }

  /** The key of a page. */
  public record After(String account, GrantId id) {}
}

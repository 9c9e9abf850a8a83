package io.evergrant.domain.grant;

import io.evergrant.domain.provider.ProviderId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which grants a page lists; null asks for any. Answers come by account, then id.
 *
 * @param text part of the account, the subject or the external id
 * @param cause code of the cause of a status that needs a person
 * @param endsWithin whose consent ends within that time, refreshed or not
 * @param after account and id of the last row of the page before; null for the first page
 */
public record GrantQuestion(
    @Nullable String text,
    @Nullable GrantStatus status,
    @Nullable String cause,
    @Nullable ProviderId provider,
    @Nullable Duration endsWithin,
    @Nullable After after,
    int limit) {

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
    return new GrantQuestion(text, status, cause, other, endsWithin, after, limit);
  }

  /** The key of a page. */
  public record After(String account, GrantId id) {}
}

package io.evergrant.domain.grant;

import io.evergrant.domain.provider.ProviderId;
import org.jspecify.annotations.Nullable;

/**
 * Which grants a page lists; null asks for any. Answers come by account, then id.
 *
 * @param text part of the account, the subject or the external id
 * @param after account and id of the last row of the page before; null for the first page
 */
public record GrantQuestion(
    @Nullable String text,
    @Nullable GrantStatus status,
    @Nullable ProviderId provider,
    @Nullable After after,
    int limit) {

  /** The same question about grants at one provider; null for any. */
  public GrantQuestion at(@Nullable ProviderId other) {
    return new GrantQuestion(text, status, other, after, limit);
  }

  /** The key of a page. */
  public record After(String account, GrantId id) {}
}

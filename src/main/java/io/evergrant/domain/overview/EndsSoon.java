package io.evergrant.domain.overview;

import io.evergrant.domain.provider.ProviderId;
import java.time.Duration;
import java.time.Instant;

/**
 * Grants of one provider whose consent ends soon although they are refreshed, or because they are
 * not: an end that a refresh moves does not count while refreshing goes well.
 *
 * @param month how many end within a month, those of the week included
 * @param first when the first of them ends; it may be over
 */
public record EndsSoon(ProviderId provider, long week, long month, Instant first) {
  public static final Duration WEEK = Duration.ofDays(7);
  public static final Duration MONTH = Duration.ofDays(30);
}

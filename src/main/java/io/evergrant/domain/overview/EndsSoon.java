package io.evergrant.domain.overview;

import io.evergrant.domain.provider.ProviderId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Grants of one provider whose consent ends soon although they are refreshed, or because they are
 * not: an end that a refresh moves does not count while refreshing goes well.
 *
 * @param month how many end within a month, those of the week included
 * @param first when the first of them ends; it may be over
 * @param later when the first of those ends that outlast the week; null where none does
 */
public record EndsSoon(
    ProviderId provider, long week, long month, Instant first, @Nullable Instant later) {
  public static final Duration WEEK = Duration.ofDays(7);
  public static final Duration MONTH = Duration.ofDays(30);

  /** How many end within the month, and not within the week. */
  public long afterTheWeek() {
    return month - week;
  }
}

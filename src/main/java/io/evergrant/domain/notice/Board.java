package io.evergrant.domain.notice;

import io.evergrant.domain.provider.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's notices that are open or not told to their end. What is new on it follows from how
 * things stand, not from what happened: seeing the same twice changes nothing.
 */
public record Board(List<Notice> live) {
  /** Between two digests of a tenant, whatever happens. */
  public static final Duration DIGEST_RESTS = Duration.ofMinutes(5);

  public Board {
    live = List.copyOf(live);
  }

  /**
   * The board when that is how things stand.
   *
   * @param looked the kinds that were looked for; of the others nothing is known
   * @param began when a provider's failure began, where the log tells
   */
  public Board seeing(
      Collection<Trouble> troubles,
      Set<NoticeKind> looked,
      Map<ProviderId, Instant> began,
      Supplier<NoticeId> ids,
      Instant now) {
    var next = new ArrayList<Notice>();
    for (var notice : live) {
      if (notice.kind().isChange() || !looked.contains(notice.kind())) {
        next.add(notice);
        continue;
      }
      var still = troubles.stream().filter(notice::isAbout).findFirst();
      next.add(
          still.map(trouble -> notice.goesOn(trouble, now)).orElseGet(() -> over(notice, now)));
    }
    for (var trouble : troubles) {
      if (looked.contains(trouble.kind()) && live.stream().noneMatch(n -> n.isAbout(trouble))) {
        next.add(Notice.of(ids.get(), trouble, since(trouble, began, now), now));
      }
    }
    return new Board(next);
  }

  private static Notice over(Notice notice, Instant now) {
    return notice.isOpen() ? notice.ends(now) : notice;
  }

  private static Instant since(Trouble trouble, Map<ProviderId, Instant> began, Instant now) {
    var since = trouble.since();
    if (since == null && trouble.kind() == NoticeKind.FAILURE) {
      since = began.get(trouble.provider());
    }
    return since == null ? now : since;
  }

  public Board with(Collection<Change> changes, Supplier<NoticeId> ids, Instant now) {
    var next = new ArrayList<>(live);
    changes.forEach(change -> next.add(Notice.of(ids.get(), change, now)));
    return new Board(next);
  }

  /** What is to be told now, what is worst first. */
  public List<Notice> due(Instant now) {
    return live.stream()
        .filter(notice -> notice.isDue(now))
        .sorted(
            Comparator.comparing(Notice::news)
                .thenComparing(Notice::kind)
                .thenComparing(Comparator.comparingLong(Notice::grants).reversed())
                .thenComparing(Notice::openedAt))
        .toList();
  }

  /** The board when that was told. */
  public Board told(Collection<Notice> told, Instant now) {
    return new Board(
        live.stream().map(notice -> told.contains(notice) ? notice.told(now) : notice).toList());
  }

  /**
   * When the next digest is due; empty where nothing waits.
   *
   * @param last when the last one was made; null where none was
   */
  public Optional<Instant> nextDigest(@Nullable Instant last) {
    return live.stream()
        .map(Notice::tellAt)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .map(
            first ->
                last != null && first.isBefore(last.plus(DIGEST_RESTS))
                    ? last.plus(DIGEST_RESTS)
                    : first);
  }
}

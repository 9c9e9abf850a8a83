package io.evergrant.domain.bulk;

import java.util.Map;

/**
 * What came of the links that an act made: each counts once.
 *
 * @param standings how many stand so
 */
public record LinkProgress(Map<LinkStanding, Long> standings) {
  public LinkProgress {
    standings = Map.copyOf(standings);
  }

  public long of(LinkStanding standing) {
    return standings.getOrDefault(standing, 0L);
  }

  public long made() {
    return standings.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Links that are good still. */
  public long waiting() {
    return of(LinkStanding.OPEN) + of(LinkStanding.OPENED);
  }

  /** Owners who have not consented since. */
  public long unanswered() {
    return made() - of(LinkStanding.CONSENTED);
  }
}

package io.evergrant.domain.bulk;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom an act would hit, now.
 *
 * @param providers those with grants that the question finds, most hit first
 * @param first some of the accounts that are hit, by name
 */
public record BlastRadius(List<AtProvider> providers, List<Account> first) {
  public BlastRadius {
    providers = List.copyOf(providers);
    first = List.copyOf(first);
  }

  public long found() {
    return providers.stream().mapToLong(AtProvider::found).sum();
  }

  public long hit() {
    return providers.stream().mapToLong(AtProvider::hit).sum();
  }

  /** Found, and left alone because they stand otherwise. */
  public long leftAlone() {
    return found() - hit();
  }

  public long doubtful() {
    return providers.stream().mapToLong(AtProvider::doubtful).sum();
  }

  /** More than are named. */
  public long further() {
    return hit() - first.size();
  }

  /**
   * Names these very grants: whoever confirms sends it back, and where others are hit by then
   * nothing is done.
   */
  public String mark() {
    var all = providers.stream().mapToLong(AtProvider::mark).reduce(0, (a, b) -> a ^ b);
    return hit() + "-" + Long.toHexString(all);
  }

  /**
   * Grants at one provider.
   *
   * @param found by the question
   * @param hit those to which something is done
   * @param doubtful those among them of which asking again can be the end
   * @param since the oldest consent among them
   * @param used the newest success of a refresh among them
   * @param revocable whether the provider offers revocation (RFC 7009)
   * @param mark of those that are hit
   */
  public record AtProvider(
      ProviderId provider,
      String name,
      long found,
      long hit,
      long doubtful,
      @Nullable Instant since,
      @Nullable Instant used,
      boolean revocable,
      long mark) {}

  /** One that is hit. */
  public record Account(GrantId grant, String name, String providerName) {}
}

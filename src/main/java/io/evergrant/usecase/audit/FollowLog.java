package io.evergrant.usecase.audit;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.usecase.port.AuditFeed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A back end reads the log as it grows. It is shown no event that another one with a smaller number
 * could still precede: so it is a moment behind, and a number that was passed has missed nothing.
 */
@Singleton
public class FollowLog {
  private final AuditFeed feed;

  @Inject
  public FollowLog(AuditFeed feed) {
    this.feed = feed;
  }

  /** Events with larger numbers, oldest first; a key for one provider follows that one's. */
  @Transactional
  public Followed after(ApiKey by, long number, int limit) {
    var tenant = by.in(ApiScope.AUDIT);
    var events = feed.after(tenant, by.provider(), number, limit);
    // afterwards: what is removed in between is rather told and given than neither
    var removed = feed.removedUpTo(tenant);
    return new Followed(events, removed > number ? removed : null);
  }

  /**
   * What was found.
   *
   * @param removedUpTo where events after the number that was asked for are gone because of their
   *     age, the largest number of those; else null
   */
  public record Followed(List<AuditEntry> events, @Nullable Long removedUpTo) {
    public Followed {
      events = List.copyOf(events);
    }
  }
}

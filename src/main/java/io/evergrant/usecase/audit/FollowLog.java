package io.evergrant.usecase.audit;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.usecase.port.AuditFeed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;

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
  public List<AuditEntry> after(ApiKey by, long number, int limit) {
    return feed.after(by.in(ApiScope.AUDIT), by.provider(), number, limit);
  }
}

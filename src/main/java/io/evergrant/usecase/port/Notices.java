package io.evergrant.usecase.port;

import io.evergrant.domain.notice.Notice;
import io.evergrant.domain.notice.NoticeId;
import io.evergrant.domain.notice.NoticeItem;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tenant's notices, as people read them. */
public interface Notices {
  /** Open ones, the oldest first. */
  List<NoticeItem> open(TenantId tenant);

  /** Those that are over, and changes; the newest first. */
  List<NoticeItem> past(TenantId tenant, int limit);

  /** Open ones, the oldest first; or those that are over, and changes, the newest first. */
  List<Named> list(TenantId tenant, Listing asked, int limit);

  Optional<Named> find(TenantId tenant, NoticeId id);

  /**
   * A notice, with what its provider is called today.
   *
   * @param provider null where it is about none
   */
  record Named(Notice notice, @Nullable String provider) {}

  /**
   * A page of a list.
   *
   * @param over whether those are meant that are over
   * @param only at that provider; null for all
   * @param changes whether changes to keys and members are among them
   * @param after where the page before ended; null for the first one
   */
  record Listing(boolean over, @Nullable ProviderId only, boolean changes, @Nullable After after) {}

  /**
   * The last row of a page.
   *
   * @param at when it was opened, or when it was over
   */
  record After(Instant at, NoticeId id) {}
}

package io.evergrant.usecase.port;

import io.evergrant.domain.notice.NoticeItem;
import io.evergrant.domain.tenant.TenantId;
import java.util.List;

/** A tenant's notices, as people read them. */
public interface Notices {
  /** Open ones, the oldest first. */
  List<NoticeItem> open(TenantId tenant);

  /** Those that are over, and changes; the newest first. */
  List<NoticeItem> past(TenantId tenant, int limit);
}

package io.evergrant.usecase.port;

import io.evergrant.domain.notice.Topic;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who wants to be told what. */
public interface NoticeWishes {
  /** Of the members who have chosen. */
  Map<MemberId, Set<Topic>> all(TenantId tenant);

  void save(TenantId tenant, MemberId member, Set<Topic> topics);

  /** Addresses that are told beside the members. */
  List<String> addresses(TenantId tenant);

  /** False where they are no longer what was seen: nothing was written. */
  boolean saveAddresses(TenantId tenant, List<String> seen, List<String> addresses);
}

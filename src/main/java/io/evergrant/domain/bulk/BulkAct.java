package io.evergrant.domain.bulk;

import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An act on many grants.
 *
 * @param question as it stands in the address of the list of grants
 * @param askers the member who asked; where a key did, the members who know its secret
 * @param asker the member's address, or the key's name
 * @param only the one provider that the key which asked is for
 * @param endsAt until when a second admin can approve it
 * @param decider the second admin's address; null where there was none
 * @param cancelledBy who cancelled it; what had begun by then goes on to its end
 * @param grants how many it hits, fixed when it was asked for
 */
public record BulkAct(
    TenantId tenant,
    BulkActId id,
    BulkKind kind,
    String question,
    BulkState state,
    Set<MemberId> askers,
    String asker,
    @Nullable ProviderId only,
    Instant askedAt,
    Instant endsAt,
    @Nullable String decider,
    @Nullable String cancelledBy,
    @Nullable Instant endedAt,
    int grants) {
  public BulkAct {
    askers = Set.copyOf(askers);
  }

  /**
   * Whether a key sees it that is for one provider: what another key, or a person, did to all
   * providers is no affair of it.
   *
   * @param key null for whoever is for all of them
   */
  public boolean isSeenFor(@Nullable ProviderId key) {
    return key == null || key.equals(only);
  }

  /** Whether it is this member's own: nobody is the second person of that. */
  public boolean isOf(MemberId member) {
    return askers.contains(member);
  }

  /** Whether there is something to cancel. */
  public boolean isCancellable() {
    return !state.isOver() && cancelledBy == null;
  }
}

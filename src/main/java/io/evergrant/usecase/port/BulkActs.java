package io.evergrant.usecase.port;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.bulk.BlastRadius;
import io.evergrant.domain.bulk.BulkAct;
import io.evergrant.domain.bulk.BulkActId;
import io.evergrant.domain.bulk.BulkKind;
import io.evergrant.domain.bulk.BulkLine;
import io.evergrant.domain.bulk.BulkProgress;
import io.evergrant.domain.bulk.LinkProgress;
import io.evergrant.domain.grant.GrantFilter;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Acts on many grants, as those who ask for them see them. Ends are counted by the database. */
public interface BulkActs {
  /** Whom it would hit, and {@code first} of the accounts. */
  BlastRadius preview(TenantId tenant, BulkKind kind, GrantFilter filter, int first);

  /**
   * Writes the act, and whom it hits; empty where that is not what {@code mark} names, and then
   * nothing was written.
   *
   * @param mark of the preview that was confirmed; null where none was
   */
  Optional<BulkActId> insert(TenantId tenant, Fresh act, @Nullable String mark);

  Optional<BulkAct> find(TenantId tenant, BulkActId id);

  /** Newest first; those of keys for one provider alone, where one is named. */
  List<BulkAct> list(
      TenantId tenant, @Nullable ProviderId only, @Nullable BulkActId after, int limit);

  /** Those that run, or wait for a second admin. */
  int underWay(TenantId tenant);

  BulkProgress progress(TenantId tenant, BulkActId id);

  /** What came of the links that it made. */
  LinkProgress links(TenantId tenant, BulkActId id);

  /** By their place in the act. */
  List<BulkLine> lines(TenantId tenant, BulkActId id, int after, int limit);

  /**
   * Lets it run, or ends it; false where it was decided before, its time is over, or it was asked
   * for by this very member.
   */
  boolean decide(TenantId tenant, BulkActId id, MemberId by, boolean approved);

  /** Leaves alone whatever was not begun; false where it is over, or was cancelled before. */
  boolean cancel(TenantId tenant, BulkActId id, String by);

  /**
   * An act that is not there yet.
   *
   * @param waits whether a second admin has to approve it
   * @param life how long that can be done
   */
  record Fresh(BulkKind kind, GrantFilter filter, Steward by, boolean waits, Duration life) {}
}

package io.evergrant.usecase.port;

import io.evergrant.domain.grant.SavedView;
import io.evergrant.domain.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Questions to the list of grants that have a name in their tenant. */
public interface SavedViews {
  /** By name. */
  List<SavedView> list(TenantId tenant);

  /**
   * Keeps it under that name, in the place of what had the name before. False where there are
   * {@code most} others.
   */
  boolean save(TenantId tenant, String name, String question, String by, int most);

  /** Keeps it under a new name; empty where another has that. */
  Optional<SavedView> add(TenantId tenant, String name, String question, String by);

  /** Gives it another question; empty where it is not any more what was seen. */
  Optional<SavedView> replace(TenantId tenant, SavedView seen, String question, String by);

  /** What was removed; empty where it is not there. */
  Optional<SavedView> remove(TenantId tenant, UUID id);
}

package io.evergrant.usecase.port;

import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Tenancy;
import io.evergrant.domain.tenant.Tenant;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All organisations of the installation, for an operator: listed functions, and no rows of theirs.
 */
public interface Tenancies {
  /** By name. */
  List<Tenancy> list();

  Optional<Tenancy> find(TenantId id);

  Size size(TenantId id);

  /**
   * Makes an organisation with one admin, who has a link for a password.
   *
   * @param linkHash SHA-256 of the link
   */
  Founded found(Tenant tenant, MemberId admin, String email, String linkHash, Duration life);

  /** Pauses its providers too, and answers how many; empty where it was not active. */
  OptionalLong suspend(TenantId id);

  /** Lets those providers go on, and answers how many; empty where it was not suspended. */
  OptionalLong resume(TenantId id);

  /** Begins its end; false where it was not suspended. */
  boolean beginEnd(TenantId id, Ending ending);

  /** Of an organisation whose end has begun. */
  Optional<Ending> ending(TenantId id);

  /** So many more of its entries in Vault were destroyed. */
  void destroyed(TenantId id, long entries);

  /** Closes what is left in the database, but for the log; empty where it was not ending. */
  Optional<Closed> end(TenantId id);

  /** How making one ended. */
  enum Founded {
    DONE,
    SLUG_TAKEN,
    EMAIL_TAKEN
  }

  /**
   * How much there is of an organisation.
   *
   * @param grants that are not revoked
   * @param inFlight attempts that have not come to their end
   */
  record Size(long members, long providers, long grants, long inFlight) {}

  /**
   * What an end begins with.
   *
   * @param keyName of the key by which everything is sealed
   * @param keyVersions all that there are, by blanks
   * @param ciphertext of something worthless, to try out afterwards that the key is gone
   * @param entries destroyed in Vault so far
   */
  record Ending(String keyName, String keyVersions, String ciphertext, long entries) {}

  /** What was closed in the database. */
  record Closed(long members, long providers, long grants, long apiKeys, long escrows) {}
}

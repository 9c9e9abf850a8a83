package io.evergrant.usecase.port;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.notice.MailAddress;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.TenantId;
import java.util.Optional;

/**
 * Where owners of accounts are reached. Personal data: for admins alone, in no log, and forgotten
 * when the grant is revoked.
 */
public interface OwnerContacts {
  Optional<MailAddress> find(TenantId tenant, GrantId grant);

  void save(TenantId tenant, GrantId grant, MailAddress address);

  /** False where none was known. */
  boolean forget(TenantId tenant, GrantId grant);

  /** Of an account that is not connected yet. */
  void save(TenantId tenant, ConsentLinkId link, MailAddress address);

  /**
   * The consent by this link made, or renewed, the grant: what is known of its owner goes there.
   */
  void moved(TenantId tenant, ConsentLinkId link, GrantId grant);
}

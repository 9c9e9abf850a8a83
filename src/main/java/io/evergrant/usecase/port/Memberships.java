package io.evergrant.usecase.port;

import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Membership;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who belongs to an organisation, for its admins. Whoever was removed is not there any more. */
public interface Memberships {
  /** By mail address. */
  List<Membership> list(TenantId tenant);

  Optional<Membership> find(TenantId tenant, MemberId id);

  /** Adds somebody who has no password yet; false where the address belongs to an account. */
  boolean add(TenantId tenant, Member member);

  Changed changeRole(TenantId tenant, MemberId id, long version, Role role);

  /** Takes a member out: every session is over with the next request. */
  Changed remove(TenantId tenant, MemberId id, long version);

  /**
   * Replaces the link for a password. The password is worth nothing from then on, and every session
   * of the member is over.
   *
   * @param link good from now on
   * @param lastToo whether the last admin who can sign in may be kept out until the link is used
   */
  Changed renewLink(TenantId tenant, MemberId id, long version, Link link, boolean lastToo);

  /** What is kept of a link that is good once: its SHA-256. */
  record Link(String hash, Duration life) {}

  /** How a change ended; only {@code DONE} changed anything. */
  enum Changed {
    DONE,
    /** The member is not any more what was seen, or not there. */
    MEANWHILE,
    /** Nobody would be left who can sign in and change anything. */
    LAST_ADMIN
  }
}

package io.evergrant.usecase.tenant;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Membership;
import io.evergrant.domain.tenant.Tenant;
import io.evergrant.usecase.port.Members;
import io.evergrant.usecase.port.Memberships;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Who belongs to an organisation. */
@Singleton
public class ReadMembers {
  private final Members members;
  private final Memberships memberships;

  @Inject
  public ReadMembers(Members members, Memberships memberships) {
    this.members = members;
    this.memberships = memberships;
  }

  @Transactional
  public List<Membership> list(Member by) {
    return memberships.list(by.reads());
  }

  @Transactional
  public Optional<Membership> find(Member by, MemberId id) {
    return memberships.find(by.administers(), id);
  }

  @Transactional
  public List<Membership> list(Steward by) {
    return memberships.list(by.wholeTenant());
  }

  @Transactional
  public Optional<Membership> find(Steward by, MemberId id) {
    return memberships.find(by.wholeTenant(), id);
  }

  /**
   * Asked again for each request, so that a removed member is out at once.
   *
   * @param sessions the number under which the session began
   */
  @Transactional
  public Optional<Members.Known> find(MemberId id, long sessions) {
    return members.find(id, sessions);
  }

  @Transactional
  public Optional<Tenant> tenantOf(Member member) {
    var tenant = member.tenant();
    return tenant == null ? Optional.empty() : members.tenant(tenant);
  }
}

package io.evergrant.usecase.tenant;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Tenant;
import io.evergrant.usecase.port.Members;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Who belongs to an organisation. */
@Singleton
public class ReadMembers {
  private final Members members;

  @Inject
  public ReadMembers(Members members) {
    this.members = members;
  }

  @Transactional
  public List<Member> list(Member by) {
    return members.list(by.reads());
  }

  @Transactional
  public List<Member> list(Steward by) {
    return members.list(by.wholeTenant());
  }

  /** Asked again for each request, so that a removed member is out at once. */
  @Transactional
  public Optional<Member> find(MemberId id) {
    return members.find(id);
  }

  @Transactional
  public Optional<Tenant> tenantOf(Member member) {
    var tenant = member.tenant();
    return tenant == null ? Optional.empty() : members.tenant(tenant);
  }
}

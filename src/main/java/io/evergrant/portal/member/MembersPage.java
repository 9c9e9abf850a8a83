package io.evergrant.portal.member;

import io.evergrant.domain.tenant.Membership;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.usecase.tenant.ReadMembers;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** People of the organisation and what they may do. */
@Named("membersPage")
@RequestScoped
public class MembersPage {
  @Inject private SignedInMember me;
  @Inject private ReadMembers members;

  private List<Membership> rows = List.of();

  @PostConstruct
  void load() {
    rows = members.list(me.member());
  }

  public List<Membership> getRows() {
    return rows;
  }

  public boolean isMe(Membership membership) {
    return membership.member().id().equals(me.member().id());
  }
}

package io.evergrant.usecase.tenant;

import io.evergrant.domain.apikey.AdminNeeded;
import io.evergrant.domain.apikey.AdminNeeded.Why;
import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.tenant.Membership;
import io.evergrant.domain.tenant.Role;
import io.evergrant.usecase.tenant.ChangeMember.Changed;
import io.evergrant.usecase.tenant.InviteMember.Invited;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/**
 * A back end with the scope {@code manage} invites auditors, sends them another link until they
 * have chosen a password, and takes them out. It makes no admin, does nothing to one, and becomes
 * nobody who is there already: an approval by a second person stays one.
 */
@Singleton
public class MembersForBackEnds {
  private final InviteMember invitations;
  private final ChangeMember changes;

  @Inject
  public MembersForBackEnds(InviteMember invitations, ChangeMember changes) {
    this.invitations = invitations;
    this.changes = changes;
  }

  /**
   * As {@link InviteMember#invite}; the key has to be able to read what an auditor reads.
   *
   * @throws AdminNeeded where the role is one that can approve
   */
  @Transactional
  public Invited invite(ApiKey by, String email, String name, Role role) {
    var steward = whole(by);
    noAdmin(role, Why.MAKES_ADMIN);
    readsAsAuditor(by);
    return invitations.invite(steward, email, name, role, false);
  }

  /**
   * As {@link ChangeMember#changeRole}.
   *
   * @param seen whom it is about
   * @throws AdminNeeded where somebody would become an admin, or is one
   */
  @Transactional
  public Changed changeRole(ApiKey by, Membership seen, Role role) {
    var steward = whole(by);
    noAdmin(role, Why.MAKES_ADMIN);
    noAdmin(seen.member().role(), Why.IS_ADMIN);
    return changes.changeRole(steward, seen.member().id(), seen.version(), role);
  }

  /**
   * As {@link ChangeMember#renewLink}, for somebody who was never in: what stands in the log under
   * a name was done by that person.
   *
   * @throws AdminNeeded for an admin, and for whoever has a password, or has signed in
   */
  @Transactional
  public Changed renewLink(ApiKey by, Membership seen) {
    var steward = whole(by);
    noAdmin(seen.member().role(), Why.IS_ADMIN);
    if (seen.state() == Membership.State.ACTIVE || seen.signedInAt() != null) {
      throw new AdminNeeded(Why.WAS_IN);
    }
    readsAsAuditor(by);
    return changes.renewLink(steward, seen.member().id(), seen.version(), false);
  }

  /**
   * As {@link ChangeMember#remove}.
   *
   * @throws AdminNeeded for an admin
   */
  @Transactional
  public Changed remove(ApiKey by, Membership seen) {
    var steward = whole(by);
    noAdmin(seen.member().role(), Why.IS_ADMIN);
    return changes.remove(steward, seen.member().id(), seen.version());
  }

  private static Steward whole(ApiKey by) {
    var steward = Steward.of(by);
    var unused = steward.wholeTenant();
    return steward;
  }

  private static void noAdmin(Role role, Why why) {
    if (role != Role.AUDITOR) {
      throw new AdminNeeded(why);
    }
  }

  /** Whoever has the link reads what an auditor reads. */
  private static void readsAsAuditor(ApiKey by) {
    var unused = by.in(ApiScope.READ);
    unused = by.in(ApiScope.AUDIT);
  }
}

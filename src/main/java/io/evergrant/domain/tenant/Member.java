package io.evergrant.domain.tenant;

import org.jspecify.annotations.Nullable;

/** A person who can sign in; {@code tenant} is null for an operator alone. */
public record Member(
    MemberId id, @Nullable TenantId tenant, String email, String displayName, Role role) {
  public Member {
    if ((tenant == null) != (role == Role.OPERATOR)) {
      throw new IllegalArgumentException("an operator has no tenant, everybody else has one");
    }
  }

  /**
   * The tenant that this member may change.
   *
   * @throws NotAllowed for an auditor and for an operator
   */
  public TenantId administers() {
    var own = tenant;
    if (role != Role.ADMIN || own == null) {
      throw new NotAllowed("only an admin of the tenant can do that");
    }
    return own;
  }

  /**
   * The tenant that this member may read.
   *
   * @throws NotAllowed for an operator
   */
  public TenantId reads() {
    var own = tenant;
    if (own == null) {
      throw new NotAllowed("an operator reads no tenant's rows");
    }
    return own;
  }

  /**
   * Who acts on the installation.
   *
   * @throws NotAllowed for everybody but an operator
   */
  public Actor.Person operates() {
    if (role != Role.OPERATOR) {
      throw new NotAllowed("only an operator can do that");
    }
    return asActor();
  }

  public Actor.Person asActor() {
    return new Actor.Person(id, email);
  }
}

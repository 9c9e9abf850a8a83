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

  public Actor.Person asActor() {
    return new Actor.Person(id, email);
  }
}

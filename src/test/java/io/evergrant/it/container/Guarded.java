package io.evergrant.it.container;

import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;

/** The container asks for the caller's role, not we. */
@Stateless
@DeclareRoles({"ADMIN", "AUDITOR", "OPERATOR"})
public class Guarded {
  @RolesAllowed("ADMIN")
  public String enter() {
    return "entered";
  }
}

package io.evergrant.api;

import io.evergrant.domain.ticket.Ticket;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** A front end, as Jakarta REST knows it: by its ticket, and in no role. */
record TicketHolder(Ticket ticket, boolean isSecure) implements SecurityContext, Principal {
  /** A ticket opens one resource, however its address was written. */
  void entersOnly(Class<?> resource) {
    if (!resource.equals(ForwardResource.class)) {
      throw Door.missing();
    }
  }

  @Override
  public Principal getUserPrincipal() {
    return this;
  }

  @Override
  public boolean isUserInRole(String role) {
    return false;
  }

  @Override
  public String getAuthenticationScheme() {
    return "DPoP";
  }

  @Override
  public String getName() {
    return ticket.id().toString();
  }
}

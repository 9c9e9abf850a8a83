package io.evergrant.api;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Refuses a key that lacks the scope of the method, before the body is read. */
@Provider
@Needs
@Priority(Priorities.AUTHORIZATION)
public class ScopeFilter implements ContainerRequestFilter {
  @Context private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    var needs = resource.getResourceMethod().getAnnotation(Needs.class);
    if (request.getSecurityContext().getUserPrincipal() instanceof TicketHolder holder) {
      holder.entersOnly(resource.getResourceClass());
    } else if (needs != null) {
      // the key throws what the problem is made of
      var unused = Caller.of(request.getSecurityContext()).in(needs.value());
    }
  }
}

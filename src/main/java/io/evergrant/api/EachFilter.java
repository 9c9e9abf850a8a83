package io.evergrant.api;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Who asks for a hundred at once is no faster than who asks a hundred times. */
@Provider
@Each
@Priority(Priorities.USER)
public class EachFilter implements ContainerRequestFilter {
  @Inject private Pace pace;

  @Override
  public void filter(ContainerRequestContext request) {
    var caller = request.getSecurityContext();
    var calls = AccessTokensResource.calls(caller, request.getUriInfo(), pace);
    pace.countMore(request, Caller.of(caller).id(), calls.size() - 1);
  }
}

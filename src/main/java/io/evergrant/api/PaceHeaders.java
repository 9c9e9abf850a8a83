package io.evergrant.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Tells with every answer how many calls are left. */
@Provider
public class PaceHeaders implements ContainerResponseFilter {
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(Pace.STEP) instanceof Pace.Step step) {
      response.getHeaders().putSingle("RateLimit-Policy", step.policy());
      response.getHeaders().putSingle("RateLimit", step.limit());
    }
  }
}

package io.evergrant.api;

import io.evergrant.usecase.access.ReleaseToken;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Looks for a token that lives long enough before a call is set aside to wait for one: setting
 * aside costs more than the look.
 */
@Provider
@AtOnce
@Priority(Priorities.USER)
public class AtOnceFilter implements ContainerRequestFilter {
  @Inject private ReleaseToken tokens;
  @Inject private TokenAnswers answers;
  @Inject private Hurry hurry;

  @Override
  public void filter(ContainerRequestContext request) {
    var call = TokenCall.of(request.getSecurityContext(), request.getUriInfo());
    hurry
        .tryHere(() -> tokens.releaseAtOnce(call.key(), call.grant(), call.minTtl()))
        .ifPresent(access -> request.abortWith(answers.of(call, access)));
  }
}

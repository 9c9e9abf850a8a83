package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.usecase.access.ReleaseToken;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/**
 * A token that works, for a back end. What lies there is given by {@link AtOnceFilter}. One for all
 * calls: to make and fill another for each takes longer than to look into the memory.
 */
@Singleton
@Path("v1/grants/{id}/access-token")
@Produces(MediaType.APPLICATION_JSON)
public class AccessTokenResource {
  @Inject private ReleaseToken tokens;
  @Inject private TokenAnswers answers;
  @Inject private OwnThread threads;

  @GET
  @AtOnce
  @Needs(ApiScope.TOKEN)
  public void accessToken(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpServletRequest request,
      @Suspended AsyncResponse answer) {
    var call = TokenCall.of(caller, address);
    threads.answer(
        answer,
        request,
        () -> answers.of(call, tokens.release(call.key(), call.grant(), call.minTtl())));
  }
}

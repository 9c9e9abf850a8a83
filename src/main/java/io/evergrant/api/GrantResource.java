package io.evergrant.api;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.usecase.access.RefreshForKey;
import io.evergrant.usecase.access.RefreshForKey.Asked;
import io.evergrant.usecase.overview.ReadGrants;
import io.evergrant.usecase.port.PortalSettings;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;

/** What a back end asks of one grant: how it stands, or a refresh. */
@Path("v1/grants/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class GrantResource {
  @Inject private ReadGrants grants;
  @Inject private RefreshForKey refreshes;
  @Inject private LinkForOwner links;
  @Inject private PortalSettings portal;
  @Inject private InstantSource clock;
  @Inject private OwnThread threads;

  @GET
  @Needs(ApiScope.READ)
  public Response find(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id) {
    Parameters.of(address);
    var grant =
        grants
            .find(Caller.of(caller), Parameters.path(id, GrantId::new))
            .orElseThrow(Problem::notFound);
    return Conditions.of(headers).answer(GrantView.of(grant));
  }

  @POST
  @Once
  @Path("refresh")
  @Needs(ApiScope.MANAGE)
  public void refresh(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @PathParam("id") String id,
      @Context HttpServletRequest request,
      @Suspended AsyncResponse answer) {
    Parameters.of(address);
    var key = Caller.of(caller);
    var grant = Parameters.path(id, GrantId::new);
    threads.answer(answer, request, () -> refreshed(key, grant));
  }

  private Response refreshed(ApiKey key, GrantId grant) {
    return switch (refreshes.refresh(key, grant)) {
      case Asked.Done done -> Response.ok(view(done).toString()).build();
      case Asked.NoSuchGrant none -> throw Problem.notFound();
      case Asked.NotActive not ->
          throw NotNow.needsAPerson(portal, grant, not.status(), not.cause())
              .with("consent_link", links.of(key, grant, not.status()));
      case Asked.ProviderPaused paused ->
          throw NotNow.providerPaused(portal, grant, paused.provider());
      case Asked.NotStarted not -> throw NotNow.notStarted();
      case Asked.NotNow not ->
          throw NotNow.later(not.outcome(), not.cause(), not.retryAt(), clock.instant());
    };
  }

  static JsonObject view(Asked.Done done) {
    return new Json()
        .with("outcome", done.outcome())
        .with("cause", done.cause())
        .with("at", done.at())
        .done();
  }
}

package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.usecase.overview.ReadOverview;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** All grants at once: how they stand, what ends soon, what needs a person. */
@Path("v1/overview")
@Produces(MediaType.APPLICATION_JSON)
public class OverviewResource {
  @Inject private ReadOverview reading;

  /** Without a tag: it is of a moment, which is in it. */
  @GET
  @Needs(ApiScope.READ)
  public Response find(@Context SecurityContext caller, @Context UriInfo address) {
    Parameters.of(address);
    var overview = reading.of(Caller.of(caller));
    var view = OverviewView.of(overview, overview.problems(), reading.vault());
    return Response.ok(view.toString()).build();
  }
}

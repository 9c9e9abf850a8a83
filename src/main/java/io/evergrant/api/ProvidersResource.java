package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.usecase.provider.ReadProviders;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** Providers, by name; a tenant has few, so the list is one page. */
@Path("v1/providers")
@Produces(MediaType.APPLICATION_JSON)
public class ProvidersResource {
  @Inject private ReadProviders providers;

  @GET
  @Needs(ApiScope.READ)
  public Response list(@Context SecurityContext caller, @Context UriInfo address) {
    Parameters.of(address);
    var all = providers.list(Caller.of(caller));
    return Pages.of(all.stream().map(ProviderView::of).toList(), null);
  }

  @GET
  @Path("{id}")
  @Needs(ApiScope.READ)
  public Response find(
      @Context SecurityContext caller, @Context UriInfo address, @PathParam("id") String id) {
    Parameters.of(address);
    var found =
        providers
            .find(Caller.of(caller), Parameters.path(id, ProviderId::new))
            .orElseThrow(Problem::notFound);
    return Response.ok(ProviderView.of(found).toString()).build();
  }
}

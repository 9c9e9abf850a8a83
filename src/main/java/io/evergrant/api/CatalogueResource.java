package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.usecase.provider.ReadCatalogue;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** What is known of real providers; the same for every tenant, and one page long. */
@Path("v1/catalogue")
@Produces(MediaType.APPLICATION_JSON)
public class CatalogueResource {
  @Inject private ReadCatalogue catalogue;

  @GET
  @Needs(ApiScope.READ)
  public Response list(@Context SecurityContext caller, @Context UriInfo address) {
    Parameters.of(address);
    var today = catalogue.today();
    var all = catalogue.list(Caller.of(caller));
    return Pages.of(all.stream().map(entry -> EntryView.brief(entry, today).done()).toList(), null);
  }

  @GET
  @Path("{id}")
  @Needs(ApiScope.READ)
  public Response find(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id) {
    Parameters.of(address);
    var found = catalogue.find(Caller.of(caller), id).orElseThrow(Problem::notFound);
    return Conditions.of(headers).answer(EntryView.whole(found, catalogue.today()));
  }
}

package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.ticket.ApiHost;
import io.evergrant.usecase.access.forward.ManageApiHosts;
import io.evergrant.usecase.access.forward.ManageApiHosts.Changed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;

/** The hosts of a provider's API: the only ones that calls are forwarded to. */
@Path("v1/providers/{id}/api-hosts")
@Produces(MediaType.APPLICATION_JSON)
public class ApiHostsResource {
  private static final String HOSTS = "hosts";

  @Inject private ManageApiHosts hosts;

  @GET
  @Needs(ApiScope.MANAGE)
  public Response list(
      @Context SecurityContext caller, @Context UriInfo address, @PathParam("id") String id) {
    Parameters.of(address);
    return hosts
        .list(Caller.of(caller), Parameters.path(id, ProviderId::new))
        .map(ApiHostsResource::view)
        .orElseThrow(Problem::notFound);
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(ApiScope.MANAGE)
  public Response replace(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @PathParam("id") String id,
      InputStream body) {
    Parameters.of(address);
    var provider = Parameters.path(id, ProviderId::new);
    var wanted = JsonBody.read(body, HOSTS).texts(HOSTS);
    if (wanted == null) {
      throw wrong("This is needed: an array, empty for none.");
    }
    return switch (hosts.replace(Caller.of(caller), provider, wanted)) {
      case Changed.Done done -> view(done.hosts());
      case Changed.NoSuchProvider none -> throw Problem.notFound();
      case Changed.TooMany many -> throw wrong("At most " + ManageApiHosts.MOST + ".");
      case Changed.Refused refused ->
          throw wrong(
                  "Write each as https://api.example.com, without a path. Not so: the one at "
                      + refused.places().getFirst()
                      + ", counted from 0.")
              .with("places", Json.texts(refused.places()));
    };
  }

  private static Response view(List<ApiHost> hosts) {
    return Response.ok(new Json().with(HOSTS, Json.texts(hosts)).done().toString()).build();
  }

  private static Problem wrong(String mend) {
    return new Problem(ProblemType.INVALID_BODY, "«" + HOSTS + "»: " + mend).with("field", HOSTS);
  }
}

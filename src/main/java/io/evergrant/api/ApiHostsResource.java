package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.ticket.ApiHost;
import io.evergrant.usecase.provider.FieldProblem;
import io.evergrant.usecase.provider.ManageApiHosts;
import io.evergrant.usecase.provider.ManageApiHosts.Changed;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** The hosts of a provider's API: the only ones that calls are forwarded to. */
@Path("v1/providers/{id}/api-hosts")
@Produces(MediaType.APPLICATION_JSON)
public class ApiHostsResource {
  private static final String HOSTS = "hosts";

  @Inject private ManageApiHosts hosts;

  @GET
  @Needs(ApiScope.MANAGE)
  public Response list(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id) {
    Parameters.of(address);
    var by = Steward.of(Caller.of(caller));
    return Conditions.of(headers).answer(view(known(by, Parameters.path(id, ProviderId::new))));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(ApiScope.MANAGE)
  public Response replace(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id,
      InputStream body) {
    Parameters.of(address);
    var by = Steward.of(Caller.of(caller));
    var provider = Parameters.path(id, ProviderId::new);
    var wanted = JsonBody.read(body, HOSTS).texts(HOSTS);
    if (wanted == null) {
      throw wrong("This is needed: an array, empty for none.");
    }
    var known = known(by, provider);
    Conditions.of(headers).respect(view(known));
    var seen = headers.getHeaderString(HttpHeaders.IF_MATCH) == null ? null : known;
    return switch (hosts.replace(by, provider, seen, wanted)) {
      case Changed.Done done -> Conditions.now(view(done.hosts()));
      case Changed.NoSuchProvider none -> throw Problem.notFound();
      case Changed.Invalid bad -> throw wrong(bad.problems());
      case Changed.ChangedMeanwhile changed ->
          throw Conditions.of(headers).stale(view(known(by, provider)));
    };
  }

  private List<ApiHost> known(Steward by, ProviderId provider) {
    return hosts.list(by, provider).orElseThrow(Problem::notFound);
  }

  static JsonObject view(List<ApiHost> hosts) {
    return new Json().with(HOSTS, Json.texts(hosts)).done();
  }

  private static Problem wrong(List<FieldProblem> problems) {
    var places = problems.stream().map(FieldProblem::place).filter(Objects::nonNull).toList();
    return places.isEmpty()
        ? wrong("At most " + ManageApiHosts.MOST + ".")
        : wrong(
                "Write each as https://api.example.com, without a path. Not so: the one at "
                    + places.getFirst()
                    + ", counted from 0.")
            .with("places", Json.texts(places));
  }

  private static Problem wrong(String mend) {
    return new Problem(ProblemType.INVALID_BODY, "«" + HOSTS + "»: " + mend).with("field", HOSTS);
  }
}

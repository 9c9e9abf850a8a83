package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.usecase.grant.ActOnGrant;
import io.evergrant.usecase.overview.ReadGrants;
import io.evergrant.usecase.port.GrantActs.Ending;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Predicate;

/**
 * What an admin does on a grant's page. Each answers with the grant as it stands then; where it
 * stood so before, nothing is done and the answer is the same.
 */
@Path("v1/grants/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class GrantActsResource {
  @Inject private ReadGrants grants;
  @Inject private ActOnGrant acts;

  /** The newest, as on the page; the log has them all. */
  @GET
  @Path("attempts")
  @Needs(ApiScope.READ)
  public Response attempts(
      @Context SecurityContext caller, @Context UriInfo address, @PathParam("id") String id) {
    var size = Pages.size(Parameters.of(address, Pages.LIMIT));
    var found =
        grants
            .attempts(Caller.of(caller), Parameters.path(id, GrantId::new), size)
            .orElseThrow(Problem::notFound);
    return Pages.of(found.stream().map(AttemptView::of).toList(), null);
  }

  /** Due at once, whatever stopped it: waits for nothing. */
  @POST
  @Once
  @Path("retry")
  @Needs(ApiScope.MANAGE)
  public Response retry(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id) {
    return act(mayAct(caller, address, headers, id), id, acts::refreshNow, status -> false);
  }

  @POST
  @Once
  @Path("pause")
  @Needs(ApiScope.MANAGE)
  public Response pause(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id) {
    return act(
        mayAct(caller, address, headers, id),
        id,
        acts::pause,
        status -> status == GrantStatus.PAUSED);
  }

  @POST
  @Once
  @Path("resume")
  @Needs(ApiScope.MANAGE)
  public Response resume(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id) {
    return act(mayAct(caller, address, headers, id), id, acts::resume, GrantStatus::isRefreshed);
  }

  private Steward mayAct(SecurityContext caller, UriInfo address, HttpHeaders headers, String id) {
    Parameters.of(address);
    var by = Steward.of(Caller.of(caller));
    Conditions.of(headers).respect(GrantView.of(grant(by, id)));
    return by;
  }

  private Response act(Steward by, String id, Act act, Predicate<GrantStatus> isSo) {
    var ending = act.on(by, Parameters.path(id, GrantId::new));
    var grant = grant(by, id);
    return switch (ending) {
      case DONE -> Conditions.now(GrantView.of(grant));
      case NOT_THERE -> throw Problem.notFound();
      case NOT_IN_THAT_STATE -> {
        if (isSo.test(grant.status())) {
          yield Conditions.now(GrantView.of(grant));
        }
        throw new Problem(
                ProblemType.WRONG_STATE, "A grant that stands so cannot be told to do that.")
            .with("grant_status", Parameters.code(grant.status()));
      }
    };
  }

  private Grant grant(Steward by, String id) {
    return grants.find(by, Parameters.path(id, GrantId::new)).orElseThrow(Problem::notFound);
  }

  /** One of the acts. */
  private interface Act {
    Ending on(Steward by, GrantId grant);
  }
}

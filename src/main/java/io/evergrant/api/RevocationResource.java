package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.Revocation;
import io.evergrant.usecase.overview.ReadGrants;
import io.evergrant.usecase.refresh.RevokeGrant;
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

/** The end of a grant: there is none while the grant is not revoked. */
@Path("v1/grants/{id}/revocation")
@Produces(MediaType.APPLICATION_JSON)
public class RevocationResource {
  @Inject private RevokeGrant revocations;
  @Inject private ReadGrants grants;
  @Inject private OwnThread threads;

  @GET
  @Needs(ApiScope.MANAGE)
  public Response find(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id) {
    Parameters.of(address);
    return Conditions.of(headers)
        .answer(view(Steward.of(Caller.of(caller)), Parameters.path(id, GrantId::new)));
  }

  /** For good, until a new consent. What was revoked before is answered as it stands. */
  @POST
  @Once
  @Needs(ApiScope.MANAGE)
  public void revoke(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id,
      @Context HttpServletRequest request,
      @Suspended AsyncResponse answer) {
    Parameters.of(address);
    var by = Steward.of(Caller.of(caller));
    var grant = Parameters.path(id, GrantId::new);
    var found = grants.find(by, grant).orElseThrow(Problem::notFound);
    Conditions.of(headers).respect(GrantView.of(found));
    threads.answer(
        answer,
        request,
        () -> {
          var unused = revocations.revoke(by, grant);
          return Conditions.now(view(by, grant));
        });
  }

  private JsonObject view(Steward by, GrantId grant) {
    return view(revocations.find(by, grant).orElseThrow(Problem::notFound));
  }

  static JsonObject view(Revocation revocation) {
    return new Json()
        .with("grant", revocation.grant())
        .with("state", revocation.destroyedAt() == null ? "under_way" : "done")
        .with("at_provider", revocation.atProvider())
        .with("revoked_at", revocation.revokedAt())
        .with("destroyed_at", revocation.destroyedAt())
        .done();
  }
}

package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.audit.VerificationId;
import io.evergrant.usecase.audit.ManageVerifications;
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

/** The log, read through by the portal as an auditor's verifier would, while nobody waits. */
@Path("v1/audit-verifications")
@Produces(MediaType.APPLICATION_JSON)
public class VerificationsResource {
  @Inject private ManageVerifications verifications;

  /** The newest. */
  @GET
  @Needs(ApiScope.AUDIT)
  public Response list(@Context SecurityContext caller, @Context UriInfo address) {
    var size = Pages.size(Parameters.of(address, Pages.LIMIT));
    var found = verifications.list(Caller.of(caller), size);
    return Pages.of(found.stream().map(VerificationView::of).toList(), null);
  }

  /** The one that is under way, where there is one. */
  @POST
  @Once
  @Needs(ApiScope.AUDIT)
  public Response ask(@Context SecurityContext caller, @Context UriInfo address) {
    Parameters.of(address);
    var by = Caller.of(caller);
    var begun = verifications.ask(by);
    var view =
        VerificationView.of(
            verifications.find(by, begun.verification()).orElseThrow(Problem::notFound));
    if (!begun.fresh()) {
      return Conditions.now(view);
    }
    var place = address.getAbsolutePathBuilder().path(begun.verification().toString()).build();
    return Response.created(place)
        .entity(view.toString())
        .header(HttpHeaders.ETAG, Tag.of(view).quoted())
        .build();
  }

  @GET
  @Path("{id}")
  @Needs(ApiScope.AUDIT)
  public Response find(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id) {
    Parameters.of(address);
    var found =
        verifications
            .find(Caller.of(caller), Parameters.path(id, VerificationId::new))
            .orElseThrow(Problem::notFound);
    return Conditions.of(headers).answer(VerificationView.of(found));
  }
}

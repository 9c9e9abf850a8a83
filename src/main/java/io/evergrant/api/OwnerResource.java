package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.notice.MailAddress;
import io.evergrant.usecase.connect.MailOwner;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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

/** Where a grant's owner is reached: personal data, written here and shown to admins alone. */
@Path("v1/grants/{id}/owner")
@Produces(MediaType.APPLICATION_JSON)
public class OwnerResource {
  private static final String EMAIL = "owner_email";

  @Inject private MailOwner owners;

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(ApiScope.MANAGE)
  public Response save(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @PathParam("id") String id,
      InputStream body) {
    Parameters.of(address);
    var email = ObjectBody.read(body, EMAIL).text(EMAIL, MailAddress.LONGEST);
    if (!MailAddress.isAddress(email)) {
      throw noAddress();
    }
    return saved(caller, id, email);
  }

  /** Again is no mistake. */
  @DELETE
  @Needs(ApiScope.MANAGE)
  public Response forget(
      @Context SecurityContext caller, @Context UriInfo address, @PathParam("id") String id) {
    Parameters.of(address);
    return saved(caller, id, "");
  }

  private Response saved(SecurityContext caller, String id, String email) {
    var by = Steward.of(Caller.of(caller));
    return switch (owners.save(by, Parameters.path(id, GrantId::new), email)) {
      case DONE -> Response.noContent().build();
      case NO_ADDRESS -> throw noAddress();
      case NOT_THERE -> throw Problem.notFound();
      case REVOKED ->
          throw new Problem(
              ProblemType.WRONG_STATE, "The grant is revoked: nobody is written to for it.");
    };
  }

  private static Problem noAddress() {
    return Problem.field(EMAIL, "has to be a mail address. DELETE forgets the one that is known.");
  }
}

package io.evergrant.api;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Role;
import io.evergrant.usecase.tenant.InviteMember.Invited;
import io.evergrant.usecase.tenant.MembersForBackEnds;
import io.evergrant.usecase.tenant.ReadMembers;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;

/** Who belongs to the organisation, and who is invited to it. */
@Path("v1/members")
@Produces(MediaType.APPLICATION_JSON)
public class MembersResource {
  static final String ROLE = "role";

  private static final String EMAIL = "email";
  private static final String NAME = "display_name";
  private static final int LONGEST_EMAIL = 256;
  private static final int LONGEST_NAME = 100;

  @Inject private ReadMembers members;
  @Inject private MembersForBackEnds invitations;

  @GET
  @Needs(ApiScope.MANAGE)
  public Response list(@Context SecurityContext caller, @Context UriInfo address) {
    Parameters.of(address);
    var all = members.list(Steward.of(Caller.of(caller)));
    return Pages.of(all.stream().map(MemberView::inList).toList(), null);
  }

  /** The link is in this answer, and in no other. */
  @POST
  @Once
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(ApiScope.MANAGE)
  public Response invite(
      @Context SecurityContext caller, @Context UriInfo address, InputStream body) {
    Parameters.of(address);
    var by = Caller.of(caller);
    var fields = ObjectBody.read(body, EMAIL, NAME, ROLE);
    var email = fields.text(EMAIL, LONGEST_EMAIL);
    var name = fields.text(NAME, LONGEST_NAME);
    return switch (invitations.invite(by, email, name.strip(), role(fields, Role.AUDITOR))) {
      case Invited.Link made -> made(by, made.member(), made.address(), address);
      case Invited.NoAddress no -> throw Problem.field(EMAIL, "has to be a mail address.");
      case Invited.LongName no ->
          throw Problem.field(NAME, "has at most " + no.longest() + " characters.");
      case Invited.Taken taken ->
          throw Problem.field(EMAIL, "is the address of an account: invite by another.");
    };
  }

  private Response made(ApiKey by, MemberId id, URI link, UriInfo address) {
    var member = members.find(Steward.of(by), id).orElseThrow(Problem::notFound);
    return Response.created(address.getAbsolutePathBuilder().path(id.toString()).build())
        .entity(MemberView.made(member, link).toString())
        .header("Cache-Control", "no-store")
        .build();
  }

  /**
   * The role that a body names.
   *
   * @param otherwise where it names none
   */
  static Role role(ObjectBody fields, Role otherwise) {
    return switch (fields.text(ROLE, 20)) {
      case "" -> otherwise;
      case "auditor" -> Role.AUDITOR;
      case "admin" -> Role.ADMIN;
      default -> throw Problem.field(ROLE, "has to be admin or auditor.");
    };
  }
}

package io.evergrant.api;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Membership;
import io.evergrant.domain.tenant.Role;
import io.evergrant.usecase.notice.ChooseNotices;
import io.evergrant.usecase.tenant.ChangeMember.Changed;
import io.evergrant.usecase.tenant.MembersForBackEnds;
import io.evergrant.usecase.tenant.ReadMembers;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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
import java.io.InputStream;

/** One member. Every change names what was seen, as the forms of the pages do. */
@Path("v1/members/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class MemberResource {
  @Inject private ReadMembers members;
  @Inject private MembersForBackEnds changes;
  @Inject private ChooseNotices notices;

  @GET
  @Needs(ApiScope.MANAGE)
  public Response find(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id) {
    Parameters.of(address);
    return Conditions.of(headers).answer(view(known(Caller.of(caller), id)));
  }

  /** RFC 7396, of the one member that can be changed. */
  @PATCH
  @Consumes("application/merge-patch+json")
  @Needs(ApiScope.MANAGE)
  public Response change(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id,
      InputStream body) {
    Parameters.of(address);
    var by = Caller.of(caller);
    var seen = seen(by, headers, id);
    var fields = ObjectBody.read(body, MembersResource.ROLE);
    if (!fields.has(MembersResource.ROLE)) {
      throw Problem.field(MembersResource.ROLE, "is needed.");
    }
    var role = MembersResource.role(fields, Role.AUDITOR);
    done(changes.changeRole(by, seen, role), by, headers, id);
    return Conditions.now(view(known(by, id)));
  }

  /** The link is in this answer, and in no other; the one before is good for nothing any more. */
  @POST
  @Once
  @Path("password-link")
  @Needs(ApiScope.MANAGE)
  public Response renewLink(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id) {
    Parameters.of(address);
    var by = Caller.of(caller);
    var ending = changes.renewLink(by, seen(by, headers, id));
    if (ending instanceof Changed.Link link) {
      return Response.ok(MemberView.made(known(by, id), link.address()).toString())
          .header("Cache-Control", "no-store")
          .build();
    }
    done(ending, by, headers, id);
    throw new IllegalStateException("a link was made and is not there");
  }

  /** Whoever is taken out is out with the next request. */
  @DELETE
  @Needs(ApiScope.MANAGE)
  public Response remove(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id) {
    Parameters.of(address);
    var by = Caller.of(caller);
    done(changes.remove(by, seen(by, headers, id)), by, headers, id);
    return Response.noContent().build();
  }

  /** Chosen by the member alone: what warns an admin is not for a key to end. */
  @GET
  @Path("notice-wishes")
  @Needs(ApiScope.MANAGE)
  public Response wishes(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id) {
    Parameters.of(address);
    var by = Caller.of(caller);
    var member = known(by, id);
    var chosen = notices.chosen(Steward.of(by), member.member().id());
    return Conditions.of(headers).answer(MemberView.wishes(member, chosen));
  }

  /** As the caller's tag has it; what happens to the row meanwhile the use case finds. */
  private Membership seen(ApiKey by, HttpHeaders headers, String id) {
    var seen = known(by, id);
    Conditions.of(headers).require(view(seen));
    return seen;
  }

  private void done(Changed ending, ApiKey by, HttpHeaders headers, String id) {
    switch (ending) {
      case Changed.Done done -> {}
      case Changed.Meanwhile other -> throw Conditions.of(headers).stale(view(known(by, id)));
      case Changed.LastAdmin last -> throw new IllegalStateException("no key takes an admin out");
      case Changed.Oneself oneself -> throw new IllegalStateException("no key is a member");
      case Changed.Link link -> throw new IllegalStateException("nobody asked for a link");
    }
  }

  private static JsonObject view(Membership membership) {
    return MemberView.of(membership).done();
  }

  private Membership known(ApiKey by, String id) {
    return members
        .find(Steward.of(by), Parameters.path(id, MemberId::new))
        .orElseThrow(Problem::notFound);
  }
}

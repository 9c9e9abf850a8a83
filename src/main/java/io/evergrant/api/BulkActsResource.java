package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.bulk.BulkActId;
import io.evergrant.usecase.bulk.Asked;
import io.evergrant.usecase.bulk.MailLinks;
import io.evergrant.usecase.bulk.MailLinks.Mailing;
import io.evergrant.usecase.bulk.ManageBulkActs;
import io.evergrant.usecase.bulk.ManageBulkActs.InFull;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
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
import java.io.InputStream;
import java.time.Duration;

/** Acts on many grants, worked off while nobody waits. */
@Path("v1/bulk-acts")
@Produces(MediaType.APPLICATION_JSON)
public class BulkActsResource {
  private static final String DRY_RUN = "dry_run";
  private static final Duration LATER = Duration.ofSeconds(30);

  @Inject private ManageBulkActs acts;
  @Inject private MailLinks mailing;

  @GET
  @Needs(ApiScope.MANAGE)
  public Response list(@Context SecurityContext caller, @Context UriInfo address) {
    var asked = Parameters.of(address, Pages.CURSOR, Pages.LIMIT);
    var size = Pages.size(asked);
    var after = asked.read(Pages.CURSOR, "is no cursor of an answer.", Cursor::bulkAct);
    return Pages.page(
        acts.list(by(caller), after, size + 1), size, BulkView::of, last -> Cursor.of(last.id()));
  }

  /** A dry run tells whom it would hit, and does nothing. */
  @POST
  @Once
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(ApiScope.MANAGE)
  public Response ask(@Context SecurityContext caller, @Context UriInfo address, InputStream body) {
    var dry = Parameters.of(address, DRY_RUN).truth(DRY_RUN);
    var wish = BulkWish.read(body);
    var by = by(caller);
    if (dry) {
      var radius = acts.preview(by, wish.kind(), wish.filter());
      var told = BulkView.of(radius, acts.needsSecond(by, wish.kind()));
      return Response.ok(told.toString()).build();
    }
    return switch (acts.ask(by, wish.kind(), wish.filter(), wish.mark())) {
      case Asked.Done done ->
          Response.created(
                  address.getAbsolutePathBuilder().path(done.act().id().toString()).build())
              .entity(BulkView.of(done.act()).toString())
              .build();
      case Asked.NotLookedAt not ->
          throw new Problem(
              ProblemType.PRECONDITION_REQUIRED,
              "This is for good. Look at a dry run first, and send its mark.");
      case Asked.Changed changed ->
          throw new Problem(
              ProblemType.PRECONDITION_FAILED,
              "It would hit other grants than the mark names. Look at a dry run again.");
      case Asked.TooMany many ->
          throw new Problem(
                  ProblemType.TOO_MANY_CALLS,
                  many.underWay() + " acts of the organisation are under way. Wait for those.")
              .retryAfter(LATER);
    };
  }

  @GET
  @Path("{id}")
  @Needs(ApiScope.MANAGE)
  public Response find(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id) {
    Parameters.of(address);
    return Conditions.of(headers).answer(view(by(caller), id));
  }

  /** What became of each grant, by its place in the act. */
  @GET
  @Path("{id}/results")
  @Needs(ApiScope.MANAGE)
  public Response results(
      @Context SecurityContext caller, @Context UriInfo address, @PathParam("id") String id) {
    var asked = Parameters.of(address, Pages.CURSOR, Pages.LIMIT);
    var size = Pages.size(asked);
    var after = asked.read(Pages.CURSOR, "is no cursor of an answer.", Cursor::place);
    var found =
        acts.lines(
                by(caller),
                Parameters.path(id, BulkActId::new),
                after == null ? 0 : after,
                size + 1)
            .orElseThrow(Problem::notFound);
    return Pages.page(found, size, BulkView::of, last -> Cursor.of(last.number()));
  }

  /** Leaves alone what was not begun; what was cancelled before is answered as it stands. */
  @POST
  @Once
  @Path("{id}/cancel")
  @Needs(ApiScope.MANAGE)
  public Response cancel(
      @Context SecurityContext caller, @Context UriInfo address, @PathParam("id") String id) {
    Parameters.of(address);
    var by = by(caller);
    var found = found(by, id).act();
    if (!acts.cancel(by, found.id()) && found(by, id).act().cancelledBy() == null) {
      throw new Problem(ProblemType.WRONG_STATE, "The act is over: there is nothing to cancel.")
          .with("state", Parameters.code(found.state()));
    }
    return Response.ok(view(by, id).toString()).build();
  }

  /** To owners who have not consented and whose address is known; each link once a day. */
  @POST
  @Once
  @Path("{id}/mail")
  @Needs(ApiScope.MANAGE)
  public Response mail(
      @Context SecurityContext caller, @Context UriInfo address, @PathParam("id") String id) {
    Parameters.of(address);
    return switch (mailing.ask(by(caller), Parameters.path(id, BulkActId::new))) {
      case Mailing.Done done -> Response.ok(BulkView.of(done).toString()).build();
      case Mailing.NotThere gone -> throw Problem.notFound();
      case Mailing.NoServer no ->
          throw new Problem(
              ProblemType.WRONG_STATE, "Nothing can be mailed: no mail server is configured.");
    };
  }

  private InFull found(Steward by, String id) {
    return acts.find(by, Parameters.path(id, BulkActId::new)).orElseThrow(Problem::notFound);
  }

  private JsonObject view(Steward by, String id) {
    var found = found(by, id);
    return BulkView.of(found);
  }

  private static Steward by(SecurityContext caller) {
    return Steward.of(Caller.of(caller));
  }
}

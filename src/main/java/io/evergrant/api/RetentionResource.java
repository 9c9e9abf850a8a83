package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.HoldId;
import io.evergrant.domain.audit.LegalHold;
import io.evergrant.domain.audit.Retention;
import io.evergrant.usecase.audit.DecideRetention;
import io.evergrant.usecase.audit.DecideRetention.Placed;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import org.jspecify.annotations.Nullable;

/** How long the log is kept, and what keeps it longer. */
@Path("v1")
@Produces(MediaType.APPLICATION_JSON)
public class RetentionResource {
  private static final String MONTHS = "months";
  private static final String REASON = "reason";

  @Inject private DecideRetention retentions;

  @GET
  @Path("audit-retention")
  @Needs(ApiScope.AUDIT)
  public Response find(
      @Context SecurityContext caller, @Context UriInfo address, @Context HttpHeaders headers) {
    Parameters.of(address);
    return Conditions.of(headers).answer(view(retentions.find(Caller.of(caller))));
  }

  @PUT
  @Path("audit-retention")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(ApiScope.MANAGE)
  public Response change(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      InputStream body) {
    Parameters.of(address);
    var by = Steward.of(Caller.of(caller));
    var seen = retentions.find(by);
    Conditions.of(headers).require(view(seen));
    var asked = ObjectBody.read(body, MONTHS).number(MONTHS, 1, Retention.MOST_MONTHS, 0);
    if (!retentions.save(by, seen.months(), asked == 0 ? null : (Integer) (int) asked)) {
      throw Conditions.of(headers).stale(view(retentions.find(by)));
    }
    return Conditions.now(view(retentions.find(by)));
  }

  @GET
  @Path("legal-holds")
  @Needs(ApiScope.AUDIT)
  public Response holds(@Context SecurityContext caller, @Context UriInfo address) {
    Parameters.of(address);
    var holds = retentions.find(Caller.of(caller)).holds();
    return Pages.of(holds.stream().map(RetentionResource::view).toList(), null);
  }

  @POST
  @Once
  @Path("legal-holds")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(ApiScope.MANAGE)
  public Response place(
      @Context SecurityContext caller, @Context UriInfo address, InputStream body) {
    Parameters.of(address);
    var key = Caller.of(caller);
    var reason = ObjectBody.read(body, REASON).text(REASON, DecideRetention.LONGEST);
    return switch (retentions.place(Steward.of(key), key.name(), reason)) {
      case Placed.Done done ->
          Response.status(Response.Status.CREATED).entity(view(done.hold()).toString()).build();
      case Placed.NoReason no -> throw ObjectBody.field(REASON, "has to say why.");
      case Placed.TooMany many ->
          throw new Problem(
              ProblemType.WRONG_STATE, many.most() + " holds stand. Release one first.");
    };
  }

  /** Again is no mistake: what was released stays so, by whoever did it first. */
  @POST
  @Once
  @Path("legal-holds/{id}/release")
  @Needs(ApiScope.MANAGE)
  public Response release(
      @Context SecurityContext caller, @Context UriInfo address, @PathParam("id") String id) {
    Parameters.of(address);
    var key = Caller.of(caller);
    var hold =
        retentions
            .release(Steward.of(key), key.name(), Parameters.path(id, HoldId::new))
            .orElseThrow(Problem::notFound);
    return Response.ok(view(hold).toString()).build();
  }

  static JsonObject view(Retention retention) {
    return new Json()
        .with(MONTHS, retention.months())
        .with("changed_at", retention.changedAt())
        .with("takes_effect_at", retention.takesEffectAt())
        .with("altered_at", retention.alteredAt())
        .with("held", retention.isHeld())
        .with("removed", removed(retention.removed()))
        .done();
  }

  private static @Nullable JsonObject removed(Retention.@Nullable Removed removed) {
    return removed == null
        ? null
        : new Json()
            .with("up_to", removed.upTo())
            .with("until", removed.until())
            .with("at", removed.at())
            .done();
  }

  static JsonObject view(LegalHold hold) {
    return new Json()
        .with("id", hold.id())
        .with(REASON, hold.reason())
        .with("placed_by", hold.placedBy())
        .with("placed_at", hold.placedAt())
        .with("released_by", hold.releasedBy())
        .with("released_at", hold.releasedAt())
        .done();
  }
}

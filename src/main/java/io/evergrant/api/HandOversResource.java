package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.sealing.HandOver;
import io.evergrant.domain.sealing.HandOverId;
import io.evergrant.usecase.handover.HandOverToken;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.InstantSource;

/** Who asked for a refresh token, who decided, and whether it left: to be looked at alone. */
@Path("v1/hand-overs")
@Produces(MediaType.APPLICATION_JSON)
public class HandOversResource {
  @Inject private HandOverToken handOvers;
  @Inject private InstantSource clock;

  /** The newest. */
  @GET
  @Needs(ApiScope.AUDIT)
  public Response list(@Context SecurityContext caller, @Context UriInfo address) {
    var size = Pages.size(Parameters.of(address, Pages.LIMIT));
    var now = clock.instant();
    var found = handOvers.list(Caller.of(caller), size);
    return Pages.of(found.stream().map(one -> view(one, now)).toList(), null);
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
        handOvers
            .find(Caller.of(caller), Parameters.path(id, HandOverId::new))
            .orElseThrow(Problem::notFound);
    return Conditions.of(headers).answer(view(found, clock.instant()));
  }

  private JsonObject view(HandOver handOver, Instant now) {
    return view(handOver, handOvers.code(handOver), now);
  }

  static JsonObject view(HandOver handOver, String keyCode, Instant now) {
    return new Json()
        .with("id", handOver.id())
        .with("grant", handOver.grant())
        .with("state", Parameters.code(handOver.state(now)))
        .with("asked_by", handOver.asker())
        .with("reason", handOver.reason())
        .with("key_code", keyCode)
        .with("asked_at", handOver.askedAt())
        .with("ends_at", handOver.endsAt())
        .with("decided_by", handOver.decider())
        .with("handed_over_at", handOver.handedOverAt())
        .done();
  }
}

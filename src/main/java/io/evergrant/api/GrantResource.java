package io.evergrant.api;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.usecase.access.Access;
import io.evergrant.usecase.access.RefreshForKey;
import io.evergrant.usecase.access.RefreshForKey.Asked;
import io.evergrant.usecase.access.ReleaseToken;
import io.evergrant.usecase.overview.ReadGrants;
import io.evergrant.usecase.port.PortalSettings;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/** What a back end asks of one grant: how it stands, a token that works, or a refresh. */
@Path("v1/grants/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class GrantResource {
  private static final int USUAL_TTL = 60;
  private static final int LONGEST_TTL = 86_400;

  @Inject private ReadGrants grants;
  @Inject private ReleaseToken tokens;
  @Inject private RefreshForKey refreshes;
  @Inject private LinkForOwner links;
  @Inject private PortalSettings portal;
  @Inject private InstantSource clock;
  @Inject private OwnThread threads;
  @Inject private Hurry hurry;

  @GET
  @Needs(ApiScope.READ)
  public Response find(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id) {
    Parameters.of(address);
    var grant =
        grants
            .find(Caller.of(caller), Parameters.path(id, GrantId::new))
            .orElseThrow(Problem::notFound);
    return Conditions.of(headers).answer(GrantView.of(grant));
  }

  /** Members as in RFC 6749 section 5.1, with the end as a time. */
  @GET
  @Path("access-token")
  @Needs(ApiScope.TOKEN)
  public void accessToken(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @PathParam("id") String id,
      @Context HttpServletRequest request,
      @Suspended AsyncResponse answer) {
    var ttl = Parameters.of(address, "min_ttl").number("min_ttl", 0, LONGEST_TTL, USUAL_TTL);
    var key = Caller.of(caller);
    var grant = Parameters.path(id, GrantId::new);
    var least = Duration.ofSeconds(ttl);
    hurry
        .tryHere(() -> tokens.releaseAtOnce(key, grant, least))
        .ifPresentOrElse(
            access -> answer.resume(answer(key, grant, access)),
            () ->
                threads.answer(
                    answer, request, () -> answer(key, grant, tokens.release(key, grant, least))));
  }

  private Response answer(ApiKey key, GrantId grant, Access access) {
    return switch (access) {
      case Access.Granted granted -> given(granted);
      case Access.NoSuchGrant none -> throw Problem.notFound();
      case Access.NotActive not ->
          throw NotNow.needsAPerson(portal, grant, not.status(), not.cause())
              .with("consent_link", links.of(key, grant, not.status()));
      case Access.NotNow not ->
          throw NotNow.later(not.outcome(), not.cause(), not.retryAt(), clock.instant());
    };
  }

  private Response given(Access.Granted granted) {
    // RFC 6749 section 5.1
    return Response.ok(view(granted).toString()).header("Cache-Control", "no-store").build();
  }

  static JsonObject view(Access.Granted granted) {
    var left = granted.left();
    return new Json()
        .with("access_token", granted.token().reveal())
        .with("token_type", Objects.requireNonNullElse(granted.tokenType(), "Bearer"))
        .with("expires_at", granted.expiresAt())
        .with("expires_in", left == null ? null : Math.max(0, left.toSeconds()))
        .with("scope", granted.scope())
        .done();
  }

  @POST
  @Once
  @Path("refresh")
  @Needs(ApiScope.MANAGE)
  public void refresh(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @PathParam("id") String id,
      @Context HttpServletRequest request,
      @Suspended AsyncResponse answer) {
    Parameters.of(address);
    var key = Caller.of(caller);
    var grant = Parameters.path(id, GrantId::new);
    threads.answer(answer, request, () -> refreshed(key, grant));
  }

  private Response refreshed(ApiKey key, GrantId grant) {
    return switch (refreshes.refresh(key, grant)) {
      case Asked.Done done -> Response.ok(view(done).toString()).build();
      case Asked.NoSuchGrant none -> throw Problem.notFound();
      case Asked.NotActive not ->
          throw NotNow.needsAPerson(portal, grant, not.status(), not.cause())
              .with("consent_link", links.of(key, grant, not.status()));
      case Asked.NotNow not ->
          throw NotNow.later(not.outcome(), not.cause(), not.retryAt(), clock.instant());
    };
  }

  static JsonObject view(Asked.Done done) {
    return new Json()
        .with("outcome", done.outcome())
        .with("cause", done.cause())
        .with("at", done.at())
        .done();
  }
}

package io.evergrant.api;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.usecase.connect.LinkWish;
import io.evergrant.usecase.connect.ManageLinks;
import io.evergrant.usecase.connect.ManageLinks.Made;
import io.evergrant.usecase.port.ConsentLinks.After;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.time.Instant;
import java.time.InstantSource;

/** Addresses at which account owners consent. */
@Path("v1/connect-links")
@Produces(MediaType.APPLICATION_JSON)
public class ConnectLinksResource {
  private static final int LONGEST_TEXT = 2_000;

  @Inject private ManageLinks links;
  @Inject private InstantSource clock;

  @GET
  @Needs(ApiScope.READ)
  public Response list(@Context SecurityContext caller, @Context UriInfo address) {
    var asked = Parameters.of(address, Pages.CURSOR, Pages.LIMIT);
    var size = Pages.size(asked);
    var after = asked.read(Pages.CURSOR, "is no cursor of an answer.", Cursor::link);
    return Pages.page(
        links.list(Caller.of(caller), after, size + 1),
        size,
        link -> view(link, clock.instant()),
        last -> Cursor.of(new After(last.createdAt(), last.id())));
  }

  /** The address is in this answer, and in no other. */
  @POST
  @Once
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(ApiScope.MANAGE)
  public Response make(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpServletRequest request,
      InputStream body) {
    Parameters.of(address);
    var asked =
        ObjectBody.read(
            body,
            "provider",
            "grant",
            "external_id",
            "return_to",
            "expires_in",
            "owner_email",
            "mail");
    var provider = asked.id("provider", ProviderId::new);
    var grant = asked.id("grant", GrantId::new);
    if ((provider == null) == (grant == null)) {
      throw ObjectBody.field("provider", "name either a provider or a grant.");
    }
    var life =
        asked.number(
            "expires_in",
            LinkWish.SHORTEST_LIFE.toSeconds(),
            LinkWish.LONGEST_LIFE.toSeconds(),
            LinkWish.USUAL_LIFE.toSeconds());
    var wish =
        new LinkWish(
            provider,
            grant,
            asked.text("external_id", LONGEST_TEXT),
            asked.text("return_to", LONGEST_TEXT),
            Duration.ofSeconds(life),
            OnceFilter.run(request).map(run -> new ConsentLinkId(run.made())).orElse(null),
            asked.text("owner_email", LONGEST_TEXT),
            asked.truth("mail"));
    return made(Caller.of(caller), wish, address);
  }

  private Response made(ApiKey key, LinkWish wish, UriInfo address) {
    return switch (links.make(key, wish)) {
      case Made.Done done -> {
        var link = done.link();
        var body = made(link, links.address(link).reveal(), clock.instant());
        yield Response.created(address.getAbsolutePathBuilder().path(link.id().toString()).build())
            .entity(body.toString())
            .header("Cache-Control", "no-store")
            .build();
      }
      case Made.NotThere gone ->
          throw ObjectBody.field(
              wish.grant() == null ? "provider" : "grant", "there is none with this id.");
      case Made.ExternalIdTooLong tooLong ->
          throw ObjectBody.field(
              "external_id", "has at most " + tooLong.longest() + " characters.");
      case Made.LifeOutOfRange range ->
          throw ObjectBody.field("expires_in", "is outside of what a link may last.");
      case Made.ReturnNotAllowed not ->
          throw ObjectBody.field(
              "return_to", "is not among the return addresses that an admin listed.");
      case Made.NoMailAddress no ->
          throw ObjectBody.field("owner_email", "is no mail address, or none is known to mail to.");
      case Made.NoMailServer no ->
          throw ObjectBody.field("mail", "is not possible: no mail server is configured.");
    };
  }

  @GET
  @Path("{id}")
  @Needs(ApiScope.READ)
  public Response find(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id) {
    Parameters.of(address);
    var link =
        links
            .find(Caller.of(caller), Parameters.path(id, ConsentLinkId::new))
            .orElseThrow(Problem::notFound);
    return Conditions.of(headers).answer(view(link, clock.instant()));
  }

  /** Revokes it; 204 as well where it was used or revoked before. */
  @DELETE
  @Path("{id}")
  @Needs(ApiScope.MANAGE)
  public Response revoke(
      @Context SecurityContext caller, @Context UriInfo address, @PathParam("id") String id) {
    Parameters.of(address);
    var key = Caller.of(caller);
    var link = Parameters.path(id, ConsentLinkId::new);
    if (!links.revoke(key, link) && !links.isThere(key, link)) {
      throw Problem.notFound();
    }
    return Response.noContent().build();
  }

  static JsonObject made(ConsentLink link, String url, Instant now) {
    var made = new Json().with("url", url);
    view(link, now).forEach(made::with);
    return made.done();
  }

  static JsonObject view(ConsentLink link, Instant now) {
    return new Json()
        .with("id", link.id())
        .with("state", Parameters.code(link.state(now)))
        .with("provider", link.provider())
        .with("grant", link.grant())
        .with("external_id", link.externalId())
        .with("return_to", link.returnTo())
        .with("made_by", link.madeBy())
        .with("created_at", link.createdAt())
        .with("expires_at", link.endsAt())
        .with("used_at", link.usedAt())
        .with("used_for", link.usedFor())
        .with("revoked_at", link.revokedAt())
        .done();
  }
}

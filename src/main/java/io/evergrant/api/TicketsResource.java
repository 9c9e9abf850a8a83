package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.ticket.Binding;
import io.evergrant.domain.ticket.ForwardTarget;
import io.evergrant.usecase.access.forward.MintTicket;
import io.evergrant.usecase.access.forward.MintTicket.Minted;
import io.evergrant.usecase.access.forward.TicketProblem;
import io.evergrant.usecase.access.forward.TicketWish;
import io.evergrant.usecase.port.PortalSettings;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;

/** A back end has tickets minted for its front ends. */
@Path("v1/grants/{id}/tickets")
@Produces(MediaType.APPLICATION_JSON)
public class TicketsResource {
  @Inject private MintTicket tickets;
  @Inject private PortalSettings portal;

  @POST
  @Once
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(ApiScope.FORWARD)
  public Response mint(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @PathParam("id") String id,
      InputStream body) {
    Parameters.of(address);
    var grant = Parameters.path(id, GrantId::new);
    var asked = JsonBody.read(body, "life_seconds", "methods", "paths", "origin", "dpop_jkt");
    var wish =
        new TicketWish(
            asked.whole("life_seconds"),
            asked.texts("methods"),
            asked.texts("paths"),
            asked.text("origin"),
            asked.text("dpop_jkt"));
    return switch (tickets.mint(Caller.of(caller), grant, wish)) {
      case Minted.Done done ->
          Response.ok(made(done, portal.baseUrl()).toString())
              .header("Cache-Control", "no-store")
              .build();
      case Minted.NoSuchGrant none -> throw Problem.notFound();
      case Minted.Refused refused -> throw refused(refused);
    };
  }

  static JsonObject made(Minted.Done done, URI base) {
    var ticket = done.ticket();
    var made =
        new Json()
            .with("id", ticket.id())
            .with("ticket", done.secret().reveal())
            .with("expires_at", done.endsAt())
            .with("expires_in", ticket.life().toSeconds())
            .with("forward", base + ForwardAddress.path(ticket.grant()))
            .with("methods", Json.texts(ticket.methods().stream().sorted().toList()))
            .with(
                "paths",
                Json.texts(ticket.prefixes().stream().map(ForwardTarget::toString).toList()))
            .with("origin", ticket.origin());
    return switch (ticket.binding()) {
      case Binding.DpopKey key ->
          made.with("token_type", "DPoP").with("dpop_jkt", key.thumbprint()).done();
      case Binding.Cookie cookie ->
          made.with("token_type", "Cookie").with("set_cookie", cookie(done, base)).done();
    };
  }

  /**
   * For the browser, which takes it from a host of this site only; a back end on another host than
   * this portal's adds the {@code Domain} that both share.
   */
  private static String cookie(Minted.Done done, URI base) {
    return FrontEnds.COOKIE
        + "="
        + done.secret().reveal()
        + "; Path="
        + base.getRawPath()
        + ForwardAddress.path(done.ticket().grant())
        + "/; Max-Age="
        + done.ticket().life().toSeconds()
        + "; Secure; HttpOnly; SameSite=Strict";
  }

  private static Problem refused(Minted.Refused refused) {
    var first = refused.problems().getFirst();
    return new Problem(
            ProblemType.INVALID_BODY, "«" + first.field() + "»: " + TicketWords.of(first.why()))
        .with("field", first.field())
        .with(
            "problems",
            Json.objects(refused.problems().stream().map(TicketsResource::told).toList()));
  }

  private static JsonObject told(TicketProblem problem) {
    return new Json()
        .with("field", problem.field())
        .with("reason", Parameters.code(problem.why()))
        .with("detail", TicketWords.of(problem.why()))
        .done();
  }
}

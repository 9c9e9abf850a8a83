package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.notice.Notice;
import io.evergrant.domain.notice.NoticeId;
import io.evergrant.usecase.notice.NoticePage;
import io.evergrant.usecase.notice.ReadNotices;
import io.evergrant.usecase.port.Notices.After;
import io.evergrant.usecase.port.Notices.Named;
import io.evergrant.usecase.port.PortalSettings;
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
import java.net.URI;
import java.util.Objects;

/** What is so, since when, and what mends it; and what was. */
@Path("v1/notices")
@Produces(MediaType.APPLICATION_JSON)
public class NoticesResource {
  private static final String STATE = "state";

  @Inject private ReadNotices notices;
  @Inject private PortalSettings portal;

  @GET
  @Needs(ApiScope.READ)
  public Response list(@Context SecurityContext caller, @Context UriInfo address) {
    var asked = Parameters.of(address, STATE, Pages.CURSOR, Pages.LIMIT);
    var over = asked.constant(STATE, State.values()) == State.OVER;
    var size = Pages.size(asked);
    var after = asked.read(Pages.CURSOR, "is no cursor of an answer.", Cursor::notice);
    return Pages.page(
        notices.list(Caller.of(caller), over, after, size + 1),
        size,
        found -> view(found, portal.baseUrl()),
        last -> Cursor.of(after(last.notice())));
  }

  private static After after(Notice last) {
    return new After(Objects.requireNonNullElse(last.closedAt(), last.openedAt()), last.id());
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
    var found =
        notices
            .find(Caller.of(caller), Parameters.path(id, NoticeId::new))
            .orElseThrow(Problem::notFound);
    return Conditions.of(headers).answer(view(found, portal.baseUrl()));
  }

  static JsonObject view(Named found, URI base) {
    var notice = found.notice();
    var path = NoticePage.of(notice.news(), notice.kind(), notice.provider(), notice.cause());
    return new Json()
        .with("id", notice.id())
        .with("kind", notice.kind().code())
        .with(STATE, Parameters.code(notice.isOpen() ? State.OPEN : State.OVER))
        .with("provider", notice.provider())
        .with("provider_name", found.provider())
        .with("opened_at", notice.openedAt())
        .with("closed_at", notice.closedAt())
        .with("grants", notice.grants())
        .with("cause", notice.cause())
        .with("about", notice.about())
        .with("actor", notice.actor())
        .with("first_ends_at", notice.endsAt())
        .with("told_at", notice.toldAt())
        .with("page", base + path)
        .done();
  }

  private enum State {
    OPEN,
    OVER
  }
}

package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.bulk.BulkActId;
import io.evergrant.domain.bulk.BulkLine;
import io.evergrant.usecase.bulk.ManageBulkActs;
import io.evergrant.usecase.connect.ManageLinks;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/**
 * The consent links that an act made, for the organisation's own channel. Whoever has one can
 * consent: they are for those alone who may make one.
 */
@Path("v1/bulk-acts/{id}/links")
@Produces(MediaType.APPLICATION_JSON)
public class BulkLinksResource {
  @Inject private ManageBulkActs acts;
  @Inject private ManageLinks links;

  /** By their place in the act; each page is told in the log before it leaves. */
  @GET
  @Needs(ApiScope.MANAGE)
  public Response list(
      @Context SecurityContext caller, @Context UriInfo address, @PathParam("id") String id) {
    var asked = Parameters.of(address, Pages.CURSOR, Pages.LIMIT);
    var size = Pages.size(asked);
    var after = asked.read(Pages.CURSOR, "is no cursor of an answer.", Cursor::place);
    var by = Steward.of(Caller.of(caller));
    var act = Parameters.path(id, BulkActId::new);
    if (!acts.beginLinks(by, act)) {
      throw Problem.notFound();
    }
    var lines =
        acts.lines(by, act, after == null ? 0 : after, size + 1).orElseThrow(Problem::notFound);
    var page = lines.subList(0, Math.min(size, lines.size()));
    var made = page.stream().flatMap(line -> view(by, line).stream()).toList();
    var next = lines.size() > size ? Cursor.of(page.getLast().number()) : null;
    return Response.fromResponse(Pages.of(made, next)).header("Cache-Control", "no-store").build();
  }

  private Optional<JsonObject> view(Steward by, BulkLine line) {
    return line.made()
        .flatMap(made -> links.find(by, made))
        .map(link -> BulkView.of(line, link, links.address(link).reveal()));
  }
}

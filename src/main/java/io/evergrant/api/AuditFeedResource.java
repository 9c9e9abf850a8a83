package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.usecase.audit.FollowLog;
import io.evergrant.usecase.audit.FollowLog.Followed;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Objects;

/**
 * The log, oldest first, for whoever follows it: the cursor is good for ever and misses nothing but
 * what an age was set for, which it tells.
 */
@Path("v1/audit-events/feed")
@Produces(MediaType.APPLICATION_JSON)
public class AuditFeedResource {
  @Inject private FollowLog log;

  @GET
  @Needs(ApiScope.AUDIT)
  public Response list(@Context SecurityContext caller, @Context UriInfo address) {
    var asked = Parameters.of(address, Pages.CURSOR, Pages.LIMIT);
    var size = Pages.size(asked);
    var cursor = asked.read(Pages.CURSOR, "is no cursor of an answer.", Cursor::number);
    var after = Objects.requireNonNullElse(cursor, 0L);
    var found = log.after(Caller.of(caller), after, size + 1);
    return Response.ok(page(found, size, after).toString()).build();
  }

  static JsonObject page(Followed found, int size, long after) {
    var events = found.events();
    var rows = events.subList(0, Math.min(size, events.size()));
    var next = rows.isEmpty() ? after : rows.getLast().number();
    return new Json()
        .with("items", Json.objects(rows.stream().map(AuditEventView::of).toList()))
        .with("next", Cursor.of(next))
        .with("more", events.size() > size)
        .with("removed_up_to", found.removedUpTo())
        .done();
  }
}

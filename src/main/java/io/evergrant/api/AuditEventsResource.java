package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.usecase.audit.ReadAudit;
import jakarta.inject.Inject;
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

/** The log, newest first. */
@Path("v1/audit-events")
@Produces(MediaType.APPLICATION_JSON)
public class AuditEventsResource {
  @Inject private ReadAudit log;

  @GET
  @Needs(ApiScope.AUDIT)
  public Response list(@Context SecurityContext caller, @Context UriInfo address) {
    var asked =
        Parameters.of(
            address,
            "grant",
            "provider",
            "type",
            "outcome",
            "from",
            "until",
            Pages.CURSOR,
            Pages.LIMIT);
    var size = Pages.size(asked);
    var question =
        new AuditQuestion(
            asked.id("grant", GrantId::new),
            asked.id("provider", ProviderId::new),
            asked.constant("type", AuditEventType.values()),
            asked.words("outcome"),
            asked.time("from"),
            asked.time("until"),
            asked.read(Pages.CURSOR, "is no cursor of an answer.", Cursor::number),
            size + 1);
    return Pages.page(
        log.search(Caller.of(caller), question),
        size,
        AuditEventView::of,
        last -> Cursor.of(last.number()));
  }

  @GET
  @Path("{number}")
  @Needs(ApiScope.AUDIT)
  public Response find(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("number") String number) {
    Parameters.of(address);
    if (!number.matches("\\d{1,18}")) {
      throw Problem.notFound();
    }
    var found = log.find(Caller.of(caller), Long.parseLong(number)).orElseThrow(Problem::notFound);
    return Conditions.of(headers).answer(AuditEventView.of(found));
  }
}

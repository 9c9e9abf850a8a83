package io.evergrant.api;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.audit.Part;
import io.evergrant.domain.audit.Reading;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Zones;
import io.evergrant.usecase.audit.ReadAudit;
import io.evergrant.usecase.audit.SearchLog;
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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** The log, newest first. */
@Path("v1/audit-events")
@Produces(MediaType.APPLICATION_JSON)
public class AuditEventsResource {
  private static final String QUESTION = "q";
  private static final String ZONE = "zone";

  @Inject private ReadAudit log;
  @Inject private SearchLog search;

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
            QUESTION,
            ZONE,
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
            size);
    var key = Caller.of(caller);
    var found = search.search(key, question.with(parts(key, asked)), size, SearchLog.AT_ONCE);
    return Response.ok(page(found).toString()).build();
  }

  static JsonObject page(SearchLog.Page found) {
    var next = found.next();
    return new Json()
        .with("items", Json.objects(found.entries().stream().map(AuditEventView::of).toList()))
        .with("next", next == null ? null : Cursor.of(next))
        .with("searched_to", found.searchedTo())
        .done();
  }

  private List<Part> parts(ApiKey key, Parameters asked) {
    var zone =
        asked.read(
            ZONE,
            "is no zone of the IANA database. Write it as Asia/Tokyo.",
            AuditEventsResource::zone);
    var written = asked.words(QUESTION);
    if (written == null) {
      return List.of();
    }
    return switch (search.read(key, written, zone == null ? ZoneOffset.UTC : zone)) {
      case Reading.Understood understood -> understood.parts();
      case Reading.Mistaken mistaken ->
          throw Problem.parameter(QUESTION, MistakeWords.of(mistaken.mistakes()));
    };
  }

  private static ZoneId zone(String name) {
    return Zones.named(name).orElseThrow(IllegalArgumentException::new);
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

package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.audit.AuditExport;
import io.evergrant.domain.audit.AuditTime;
import io.evergrant.domain.audit.ExportFormat;
import io.evergrant.domain.audit.ExportId;
import io.evergrant.domain.audit.ExportRange;
import io.evergrant.usecase.audit.DescribeExport;
import io.evergrant.usecase.audit.ManageExports;
import io.evergrant.usecase.audit.ManageExports.Asked;
import io.evergrant.usecase.audit.ManageExports.Linked;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Exports of the log, made while nobody waits, and fetched by links. */
@Path("v1/audit-exports")
@Produces(MediaType.APPLICATION_JSON)
public class AuditExportsResource {
  private static final long FARTHEST = 999_999_999_999_999L;
  private static final int LONGEST_TEXT = 100;
  private static final Duration LATER = Duration.ofSeconds(30);

  @Inject private ManageExports exports;
  @Inject private DescribeExport manifests;

  @GET
  @Needs(ApiScope.AUDIT)
  public Response list(@Context SecurityContext caller, @Context UriInfo address) {
    var asked = Parameters.of(address, Pages.CURSOR, Pages.LIMIT);
    var size = Pages.size(asked);
    var after = asked.read(Pages.CURSOR, "is no cursor of an answer.", Cursor::export);
    return Pages.page(
        exports.list(Caller.of(caller), after, size + 1),
        size,
        AuditExportView::of,
        last -> Cursor.of(last.id()));
  }

  @POST
  @Once
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(ApiScope.AUDIT)
  public Response ask(@Context SecurityContext caller, @Context UriInfo address, InputStream body) {
    Parameters.of(address);
    var asked = ObjectBody.read(body, "format", "after", "before", "from", "until");
    var before = asked.number("before", 1, FARTHEST, 0);
    var range =
        new ExportRange(
            asked.number("after", 0, FARTHEST, 0),
            before == 0 ? null : before,
            time(asked, "from"),
            time(asked, "until"));
    return switch (exports.ask(Caller.of(caller), format(asked), range)) {
      case Asked.Done done -> made(address, done.export());
      case Asked.NoRange none ->
          throw ObjectBody.field(
              "before",
              "ask for a range of sequences or of times, not of both, that can hold something.");
      case Asked.TooMany many ->
          throw new Problem(
                  ProblemType.TOO_MANY_CALLS,
                  many.underWay() + " exports of the organisation are under way. Wait for those.")
              .retryAfter(LATER);
    };
  }

  private static Response made(UriInfo address, AuditExport export) {
    return Response.created(address.getAbsolutePathBuilder().path(export.id().toString()).build())
        .entity(AuditExportView.of(export).toString())
        .build();
  }

  private static ExportFormat format(ObjectBody asked) {
    var text = asked.text("format", LONGEST_TEXT);
    return ExportFormat.of(text.isEmpty() ? ExportFormat.JSONL.code() : text)
        .orElseThrow(() -> ObjectBody.field("format", "is none of " + formats() + "."));
  }

  private static String formats() {
    return Arrays.stream(ExportFormat.values())
        .map(ExportFormat::code)
        .collect(Collectors.joining(", "));
  }

  private static @Nullable Instant time(ObjectBody asked, String name) {
    var text = asked.text(name, LONGEST_TEXT);
    try {
      return text.isEmpty() ? null : AuditTime.within(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw ObjectBody.field(name, "is no time. Write it as 2026-01-31T08:00:00Z.");
    }
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
    var export =
        exports
            .find(Caller.of(caller), Parameters.path(id, ExportId::new))
            .orElseThrow(Problem::notFound);
    return Conditions.of(headers).answer(AuditExportView.of(export));
  }

  @GET
  @Path("{id}/manifest")
  @Needs(ApiScope.AUDIT)
  public Response manifest(
      @Context SecurityContext caller, @Context UriInfo address, @PathParam("id") String id) {
    Parameters.of(address);
    var key = Caller.of(caller);
    var export = Parameters.path(id, ExportId::new);
    var found = exports.find(key, export).orElseThrow(Problem::notFound);
    return manifests
        .manifest(key, export)
        .map(text -> Response.ok(text).build())
        .orElseThrow(() -> notReady(found));
  }

  /** The address is in this answer, and in no other. */
  @POST
  @Once
  @Path("{id}/links")
  @Needs(ApiScope.AUDIT)
  public Response link(
      @Context SecurityContext caller, @Context UriInfo address, @PathParam("id") String id) {
    Parameters.of(address);
    var key = Caller.of(caller);
    var export = Parameters.path(id, ExportId::new);
    return switch (exports.link(key, export)) {
      case Linked.Made made ->
          Response.status(Response.Status.CREATED)
              .entity(AuditExportView.of(made).toString())
              .header(HttpHeaders.CACHE_CONTROL, "no-store")
              .build();
      case Linked.NotThere gone -> throw Problem.notFound();
      case Linked.NotReady not ->
          throw notReady(exports.find(key, export).orElseThrow(Problem::notFound));
    };
  }

  private static Problem notReady(AuditExport export) {
    return new Problem(ProblemType.WRONG_STATE, AuditExportView.whyNot(export))
        .with("state", Parameters.code(export.state()));
  }
}

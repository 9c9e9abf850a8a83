package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.usecase.importing.BodyFault;
import io.evergrant.usecase.importing.ImportTokens;
import io.evergrant.usecase.importing.Imported;
import io.evergrant.usecase.importing.Mode;
import io.evergrant.usecase.importing.RowProblem;
import io.evergrant.usecase.importing.RowTaken;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.Semaphore;

/** Tokens that another program kept move in; thousands at a time. */
@Path("v1/grants/import")
@Produces(MediaType.APPLICATION_JSON)
public class ImportResource {
  private static final int MOST_TOLD = 100;
  private static final Duration LATER = Duration.ofSeconds(5);

  /** Each holds its whole body in memory. */
  private static final Semaphore AT_A_TIME = new Semaphore(4);

  @Inject private ImportTokens tokens;

  @POST
  @Once
  @Consumes(MediaType.WILDCARD)
  @Needs(ApiScope.MANAGE)
  public Response add(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      InputStream body) {
    var asked = Parameters.of(address, "mode").constant("mode", Mode.values());
    var mode = Objects.requireNonNullElse(asked, Mode.ALL);
    if (!AT_A_TIME.tryAcquire()) {
      throw new Problem(ProblemType.TOO_MANY_CALLS, "Other imports are under way.")
          .retryAfter(LATER);
    }
    try {
      return answer(caller, mode, headers, ImportBody.read(headers, body));
    } finally {
      AT_A_TIME.release();
    }
  }

  private Response answer(SecurityContext caller, Mode mode, HttpHeaders headers, byte[] body) {
    var format = ImportBody.format(headers.getMediaType()).orElseThrow(() -> noFormat(body));
    return switch (tokens.run(Caller.of(caller), format, mode, body)) {
      case Imported.Done done -> Response.ok(report(mode, done).toString()).build();
      case Imported.BodyUnread unread -> throw ImportWords.of(unread.fault());
      case Imported.RowsRefused refused -> throw rows(refused);
    };
  }

  private static Problem noFormat(byte[] body) {
    return BodyFault.serialized(body)
        .map(ImportWords::of)
        .orElseGet(
            () ->
                new Problem(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Send application/json, application/jsonl or text/csv, in UTF-8."));
  }

  private static Problem rows(Imported.RowsRefused refused) {
    var told = refused.refused().stream().limit(MOST_TOLD).map(ImportResource::problem).toList();
    return new Problem(
            ProblemType.INVALID_BODY,
            refused.refused().size()
                + " of "
                + refused.rows()
                + " rows cannot be taken, so none was. Mend them, or send the rest with mode=rows.")
        .with("refused", refused.refused().size())
        .with("rows", Json.objects(told));
  }

  static JsonObject report(Mode mode, Imported.Done done) {
    var items = new ArrayList<JsonObject>();
    done.taken().forEach(row -> items.add(taken(row)));
    done.refused().forEach(row -> items.add(problem(row)));
    items.sort(java.util.Comparator.comparingInt(item -> item.getInt("row")));
    var report =
        new Json()
            .with("mode", Parameters.code(mode))
            .with("rows", items.size())
            .with("refused", done.refused().size());
    for (var result : RowTaken.Result.values()) {
      report.with(result.code(), done.count(result));
    }
    return report.with("items", Json.objects(items)).done();
  }

  private static JsonObject taken(RowTaken row) {
    return new Json()
        .with("row", row.row())
        .with("result", row.result().code())
        .with("external_id", row.externalId())
        .with("grant", row.grant())
        .with("due_at", row.dueAt())
        .done();
  }

  private static JsonObject problem(RowProblem row) {
    return new Json()
        .with("row", row.row())
        .with("result", "refused")
        .with("field", row.field())
        .with("reason", row.fault().code())
        .with("other_row", row.other())
        .with("detail", ImportWords.of(row.fault()))
        .done();
  }
}

package io.evergrant.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.usecase.audit.ExportLog;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

/** The log as it can be verified without trust in this portal or its database. */
@Path("v1/audit-events")
public class AuditChainResource {
  private static final Duration LATER = Duration.ofSeconds(5);

  /** Each keeps a thread for as long as its receiver takes. */
  private static final Semaphore AT_A_TIME = new Semaphore(4);

  @Inject private ExportLog log;

  @GET
  @Path("export")
  @Produces("application/jsonl")
  @Needs(ApiScope.AUDIT)
  public Response export(
      @Context SecurityContext caller, @Context UriInfo address, @Context Request request) {
    var asked = Parameters.of(address, "after", "before");
    var after = asked.sequence("after", 0);
    var before = asked.sequence("before", 1);
    if (request.getMethod().equals(HttpMethod.HEAD)) {
      return Response.ok().build();
    }
    if (!AT_A_TIME.tryAcquire()) {
      throw new Problem(ProblemType.TOO_MANY_CALLS, "Other exports are under way.")
          .retryAfter(LATER);
    }
    var handedOver = false;
    try {
      var export = log.begin(Caller.of(caller), after == null ? 0 : after, before);
      StreamingOutput body = out -> write(export, out);
      var answer =
          Response.ok(body)
              .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.jsonl\"")
              .build();
      handedOver = true;
      return answer;
    } finally {
      if (!handedOver) {
        AT_A_TIME.release();
      }
    }
  }

  private void write(ExportLog.Export export, OutputStream out) throws IOException {
    try (var buffered = new BufferedOutputStream(out, 1 << 16)) {
      log.run(export, line -> write(buffered, line));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      AT_A_TIME.release();
    }
  }

  private static void write(OutputStream out, String line) {
    try {
      out.write(line.getBytes(UTF_8));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @GET
  @Path("checkpoints")
  @Produces(MediaType.APPLICATION_JSON)
  @Needs(ApiScope.AUDIT)
  public Response checkpoints(@Context SecurityContext caller, @Context UriInfo address) {
    var asked = Parameters.of(address, Pages.CURSOR, Pages.LIMIT);
    var size = Pages.size(asked);
    var after = asked.read(Pages.CURSOR, "is no cursor of an answer.", Cursor::number);
    var key = Caller.of(caller);
    var found = log.checkpoints(key, after == null ? 0 : after, size + 1);
    return Response.ok(page(found, size, log.keys(key)).toString()).build();
  }

  static JsonObject page(List<ExportLog.Held> found, int size, List<ExportLog.Key> keys) {
    var more = found.size() > size;
    var rows = more ? found.subList(0, size) : found;
    return new Json()
        .with("items", Json.objects(rows.stream().map(AuditChainResource::view).toList()))
        .with("next", more ? Cursor.of(rows.getLast().sequence()) : null)
        .with("keys", Json.objects(keys.stream().map(AuditChainResource::view).toList()))
        .done();
  }

  private static JsonObject view(ExportLog.Held held) {
    return new Json()
        .with("sequence", held.sequence())
        .with("since", held.since())
        .with("hash", held.hash())
        .with("line", held.line())
        .done();
  }

  private static JsonObject view(ExportLog.Key key) {
    return new Json()
        .with("id", key.id())
        .with("version", key.version())
        .with("public_key", key.publicKey())
        .done();
  }
}

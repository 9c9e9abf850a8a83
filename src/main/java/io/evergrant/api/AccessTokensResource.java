package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.usecase.access.ReleaseToken;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/**
 * Tokens that work, of several grants: for a back end that goes through all its customers. Each is
 * answered as if it had been asked for alone, and all share the looks that they take.
 */
@Path("v1/access-tokens")
@Produces(MediaType.APPLICATION_JSON)
public class AccessTokensResource {
  /** So that the longest address fits into what servers read of one. */
  private static final int MOST = 100;

  @Inject private ReleaseToken tokens;
  @Inject private TokenAnswers answers;
  @Inject private OwnThread threads;
  @Inject private Pace pace;

  @GET
  @Each
  @Needs(ApiScope.TOKEN)
  public void accessTokens(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpServletRequest request,
      @Suspended AsyncResponse answer) {
    var calls = calls(caller, address, pace);
    threads.answer(answer, request, () -> answer(threads.together(calls, this::item)));
  }

  static List<TokenCall> calls(SecurityContext caller, UriInfo address, Pace pace) {
    return TokenCall.all(caller, address, Math.min(MOST, pace.mostAtOnce()));
  }

  private JsonObject item(TokenCall call) {
    return answers.item(call, () -> tokens.release(call.key(), call.grant(), call.minTtl()));
  }

  private static Response answer(List<JsonObject> items) {
    return Response.ok(body(items).toString()).header("Cache-Control", "no-store").build();
  }

  static JsonObject body(List<JsonObject> items) {
    return new Json().with("items", Json.objects(items)).done();
  }
}

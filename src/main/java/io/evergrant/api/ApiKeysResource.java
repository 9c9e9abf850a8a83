package io.evergrant.api;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.usecase.apikey.KeyDraft;
import io.evergrant.usecase.apikey.KeyProblem;
import io.evergrant.usecase.apikey.KeysForBackEnds;
import io.evergrant.usecase.apikey.KeysForBackEnds.Rotated;
import io.evergrant.usecase.apikey.ManageKeys;
import io.evergrant.usecase.apikey.ManageKeys.Made;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keys that may do no more than the one that asks. */
@Path("v1/api-keys")
@Produces(MediaType.APPLICATION_JSON)
public class ApiKeysResource {
  private static final Duration LONGEST_LIFE = Duration.ofDays(3_650);
  private static final Duration USUAL_OVERLAP = Duration.ofDays(1);

  @Inject private KeysForBackEnds keys;

  @GET
  @Needs(ApiScope.MANAGE)
  public Response list(@Context SecurityContext caller, @Context UriInfo address) {
    Parameters.of(address);
    var all = keys.list(Caller.of(caller));
    return Pages.of(all.stream().map(key -> ApiKeyView.of(key).done()).toList(), null);
  }

  @GET
  @Path("{id}")
  @Needs(ApiScope.MANAGE)
  public Response find(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id) {
    Parameters.of(address);
    return Conditions.of(headers).answer(ApiKeyView.of(key(Caller.of(caller), id)).done());
  }

  /** The secret is in this answer, and in no other. */
  @POST
  @Once
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(ApiScope.MANAGE)
  public Response create(
      @Context SecurityContext caller, @Context UriInfo address, InputStream body) {
    Parameters.of(address);
    var by = Caller.of(caller);
    var fields = ObjectBody.read(body, "name", "scopes", "provider", "addresses", "expires_in");
    return switch (keys.create(by, draft(fields))) {
      case Made.Done done -> {
        var id = done.id().toString();
        yield secret(
            Response.created(address.getAbsolutePathBuilder().path(id).build()),
            key(by, id),
            done.secret());
      }
      case Made.Refused refused ->
          throw Problem.fields(refused.problems().stream().map(ApiKeysResource::error).toList());
    };
  }

  private static KeyDraft draft(ObjectBody fields) {
    var scopes = new LinkedHashSet<ApiScope>();
    for (var code : fields.texts("scopes")) {
      var scope = ApiScope.of(code);
      if (scope.isEmpty() || !scopes.add(scope.get())) {
        throw Problem.field(
            "scopes", "has to be some of read, token, forward, manage, audit, each once.");
      }
    }
    return new KeyDraft(
        fields.text("name", 100),
        scopes,
        fields.text("provider", 36),
        String.join(" ", fields.texts("addresses")),
        life(fields));
  }

  /** Null for no end. */
  private static @Nullable Duration life(ObjectBody fields) {
    var seconds = fields.number("expires_in", 60, LONGEST_LIFE.toSeconds(), 0);
    return seconds == 0 ? null : Duration.ofSeconds(seconds);
  }

  private static FieldError error(KeyProblem problem) {
    var field = problem.field().equals("life") ? "expires_in" : problem.field();
    return FieldError.of(
        field,
        switch (problem.why()) {
          case MISSING -> "is needed.";
          case TOO_LONG -> "is too long: shorten it.";
          case NAME_TAKEN -> "is the name of another key: choose another.";
          case NO_SUCH_PROVIDER -> "there is none with this id.";
          case NOT_A_RANGE -> "has to be addresses or ranges such as 192.0.2.0/24.";
          case TOO_MANY -> "has more than 50: join some.";
          case BEYOND_OWN -> "goes beyond what this key has itself: ask for less.";
        });
  }

  /** The generation is the one that was seen: of two rotations at once the second does nothing. */
  @POST
  @Once
  @Path("{id}/rotate")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(ApiScope.MANAGE)
  public Response rotate(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @PathParam("id") String id,
      InputStream body) {
    Parameters.of(address);
    var by = Caller.of(caller);
    var key = key(by, id);
    var fields = ObjectBody.read(body, "generation", "overlap");
    var seen = fields.number("generation", 1, Long.MAX_VALUE, 0);
    if (seen == 0) {
      throw Problem.field("generation", "is needed: that of the key as you saw it.");
    }
    var overlap =
        fields.number(
            "overlap", 0, ManageKeys.LONGEST_OVERLAP.toSeconds(), USUAL_OVERLAP.toSeconds());
    return switch (keys.rotate(by, key.id(), seen, Duration.ofSeconds(overlap))) {
      case Rotated.Done done -> secret(Response.ok(), key(by, id), done.secret());
      case Rotated.NotThere none -> throw Problem.notFound();
      case Rotated.BeyondOwn beyond ->
          throw new Problem(
              ProblemType.BEYOND_OWN,
              "That key may do more than this one: ask with a key that may.");
      case Rotated.ChangedMeanwhile changed ->
          throw new Problem(
                  ProblemType.WRONG_STATE,
                  "It was revoked, or has another generation by now. Read it again.")
              .with("generation", key(by, id).generation());
    };
  }

  private static Response secret(Response.ResponseBuilder answer, ApiKey key, ApiKeySecret secret) {
    var body = ApiKeyView.made(key, secret);
    return answer.entity(body.toString()).header("Cache-Control", "no-store").build();
  }

  /** Revokes it; 204 as well where it was revoked before. */
  @DELETE
  @Path("{id}")
  @Needs(ApiScope.MANAGE)
  public Response revoke(
      @Context SecurityContext caller, @Context UriInfo address, @PathParam("id") String id) {
    Parameters.of(address);
    if (!keys.revoke(Caller.of(caller), Parameters.path(id, ApiKeyId::new))) {
      throw Problem.notFound();
    }
    return Response.noContent().build();
  }

  private ApiKey key(ApiKey by, String id) {
    return Optional.of(Parameters.path(id, ApiKeyId::new))
        .flatMap(found -> keys.find(by, found))
        .orElseThrow(Problem::notFound);
  }
}

package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.provider.ClientKey;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.provider.ManageClientKeys;
import io.evergrant.usecase.provider.ManageClientKeys.Made;
import io.evergrant.usecase.provider.ReadProviders;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The keys with which a provider's client signs; their private halves are in no answer. */
@Path("v1/providers/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class ClientKeysResource {
  @Inject private ReadProviders providers;
  @Inject private ManageClientKeys keys;

  @GET
  @Path("client-keys")
  @Needs(ApiScope.MANAGE)
  public Response list(
      @Context SecurityContext caller, @Context UriInfo address, @PathParam("id") String id) {
    Parameters.of(address);
    return Response.ok(view(known(Steward.of(Caller.of(caller)), id)).toString()).build();
  }

  /** It is published, and does not sign before it is told to. */
  @POST
  @Once
  @Path("client-keys")
  @Needs(ApiScope.MANAGE)
  public Response make(
      @Context SecurityContext caller, @Context UriInfo address, @PathParam("id") String id) {
    Parameters.of(address);
    var by = Steward.of(Caller.of(caller));
    var provider = known(by, id);
    return switch (keys.make(by, provider)) {
      case Made.Done done ->
          Response.created(URI.create(address.getAbsolutePath().toString()))
              .entity(view(provider).toString())
              .build();
      case Made.DoesNotSign not ->
          throw new Problem(
              ProblemType.WRONG_STATE,
              "Its client does not sign: change token_endpoint_auth_method to private_key_jwt.");
      case Made.TooMany many ->
          throw new Problem(
              ProblemType.WRONG_STATE,
              "So many keys are published, that one of them has to end first.");
      case Made.StoreRefused refused ->
          throw new StoreUnavailable(refused.why(), "a client's key was not made");
    };
  }

  /** From now on this key signs, and the one before stays good for the overlap. */
  @PUT
  @Path("signing-key")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(ApiScope.MANAGE)
  public Response use(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @PathParam("id") String id,
      InputStream body) {
    Parameters.of(address);
    var by = Steward.of(Caller.of(caller));
    var provider = known(by, id);
    var fields = ObjectBody.read(body, "kid", "overlap");
    var kid = fields.text("kid", 100);
    var longest = ManageClientKeys.LONGEST_OVERLAP.toSeconds();
    var overlap = fields.number("overlap", 0, longest, ManageClientKeys.OVERLAP.toSeconds());
    var key =
        keys.list(provider).stream()
            .filter(one -> one.keyId().equals(kid))
            .findFirst()
            .orElseThrow(() -> Problem.field("kid", "is none of the keys that are published."));
    return switch (keys.use(by, provider, key.id(), Duration.ofSeconds(overlap))) {
      case DONE -> Response.ok(view(provider).toString()).build();
      case NO_SUCH_KEY, NOT_WAITING ->
          throw new Problem(ProblemType.WRONG_STATE, "It signs already, or it ends.");
    };
  }

  private Provider known(Steward by, String id) {
    return providers.find(by, Parameters.path(id, ProviderId::new)).orElseThrow(Problem::notFound);
  }

  private JsonObject view(Provider provider) {
    return view(keys.address(provider.id()), keys.list(provider));
  }

  static JsonObject view(URI address, List<ClientKey> published) {
    return new Json()
        .with("jwks_uri", address)
        .with("items", Json.objects(published.stream().map(ClientKeysResource::view).toList()))
        .with("next", null)
        .done();
  }

  private static JsonObject view(ClientKey key) {
    try (var reader = Json.PROVIDER.createReader(new StringReader(key.jwk()))) {
      return new Json()
          .with("kid", key.keyId())
          .with("state", Parameters.code(key.state()))
          .with("alg", key.algorithm())
          .with("made_at", key.madeAt())
          .with("signs_since", key.signsSince())
          .with("published_until", key.publishedUntil())
          .with("jwk", reader.readObject())
          .done();
    }
  }
}

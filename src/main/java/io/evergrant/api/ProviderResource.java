package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.usecase.provider.PauseProvider;
import io.evergrant.usecase.provider.ReadProviders;
import io.evergrant.usecase.provider.RegisterProvider;
import io.evergrant.usecase.provider.RegisterProvider.Registered;
import io.evergrant.usecase.provider.ReplaceSecret;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import java.util.List;

/** One provider: how it is registered, and what can be done with it. */
@Path("v1/providers/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class ProviderResource {
  private static final String OVERLAP = "overlap";

  @Inject private ReadProviders providers;
  @Inject private RegisterProvider registrations;
  @Inject private ReplaceSecret replacing;
  @Inject private PauseProvider pausing;

  @GET
  @Needs(ApiScope.READ)
  public Response find(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id) {
    Parameters.of(address);
    var found =
        providers
            .find(Caller.of(caller), Parameters.path(id, ProviderId::new))
            .orElseThrow(Problem::notFound);
    return Conditions.of(headers).answer(ProviderView.of(found));
  }

  /** RFC 7396: what is left out stays, null takes away. */
  @PATCH
  @Consumes("application/merge-patch+json")
  @Needs(ApiScope.MANAGE)
  public Response change(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id,
      InputStream body) {
    Parameters.of(address);
    var by = Steward.of(Caller.of(caller));
    var known = known(by, id);
    Conditions.of(headers).require(ProviderView.of(known));
    var patch = StrictJson.read(body, ProvidersResource.LONGEST);
    refuseFixed(patch);
    var wanted = ProviderStart.over(ProviderView.changeable(known), patch);
    var ending = registrations.change(by, known, ProviderBody.draft(wanted, false));
    return changed(ending, by, known, headers);
  }

  private static void refuseFixed(JsonObject patch) {
    if (patch.containsKey(ProviderBody.SECRET)) {
      throw Problem.field(ProviderBody.SECRET, "is replaced by PUT …/client-secret.");
    }
    for (var name :
        List.of(
            "id",
            "status",
            "status_reason",
            ProviderView.FORMER_SECRET_UNTIL,
            Conditions.VERSION)) {
      if (patch.containsKey(name)) {
        throw Problem.field(name, "is not changed here: leave it out.");
      }
    }
  }

  /** Nobody is shown the one that was there, nor this one again. */
  @PUT
  @Path("client-secret")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(ApiScope.MANAGE)
  public Response replaceSecret(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id,
      InputStream body) {
    Parameters.of(address);
    var by = Steward.of(Caller.of(caller));
    var known = known(by, id);
    Conditions.of(headers).require(ProviderView.of(known));
    var fields = new Fields(StrictJson.read(body, ProvidersResource.LONGEST));
    var secret = ProviderBody.secret(fields);
    var overlap = overlap(fields);
    if (!fields.errors().isEmpty()) {
      throw Problem.fields(fields.errors());
    }
    return changed(replacing.replace(by, known, secret, overlap), by, known, headers);
  }

  /** Before its time is over; where there is none, that is so already. */
  @DELETE
  @Path("former-client-secret")
  @Needs(ApiScope.MANAGE)
  public Response giveUpFormerSecret(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id) {
    Parameters.of(address);
    var by = Steward.of(Caller.of(caller));
    var known = known(by, id);
    Conditions.of(headers).require(ProviderView.of(known));
    return known.formerSecretUntil() == null
        ? now(by, known.id())
        : changed(replacing.giveUpFormer(by, known), by, known, headers);
  }

  private static Duration overlap(Fields fields) {
    var typed = fields.whole(OVERLAP);
    var seconds = typed.isEmpty() ? 0 : Integer.parseInt(typed);
    var longest = ReplaceSecret.LONGEST_OVERLAP.toSeconds();
    if (seconds < 0 || seconds > longest) {
      fields.wrong(OVERLAP, "has to be a number of seconds from 0 to " + longest + ".");
    }
    return Duration.ofSeconds(seconds);
  }

  private Response changed(Registered ending, Steward by, Provider known, HttpHeaders headers) {
    return switch (ending) {
      case Registered.Done done -> now(by, known.id());
      case Registered.ChangedMeanwhile changed ->
          throw Conditions.of(headers).stale(view(by, known.id()));
      default -> throw ProviderWords.of(ending);
    };
  }

  /** No grant of it is refreshed from now on; as well where it was so before. */
  @POST
  @Once
  @Path("pause")
  @Needs(ApiScope.MANAGE)
  public Response pause(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id) {
    var by = mayAct(caller, address, headers, id);
    pausing.pause(by, Parameters.path(id, ProviderId::new));
    return now(by, Parameters.path(id, ProviderId::new));
  }

  @POST
  @Once
  @Path("resume")
  @Needs(ApiScope.MANAGE)
  public Response resume(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id) {
    var by = mayAct(caller, address, headers, id);
    pausing.resume(by, Parameters.path(id, ProviderId::new));
    return now(by, Parameters.path(id, ProviderId::new));
  }

  private Steward mayAct(SecurityContext caller, UriInfo address, HttpHeaders headers, String id) {
    Parameters.of(address);
    var by = Steward.of(Caller.of(caller));
    Conditions.of(headers).respect(ProviderView.of(known(by, id)));
    return by;
  }

  private Response now(Steward by, ProviderId id) {
    return Conditions.now(view(by, id));
  }

  private JsonObject view(Steward by, ProviderId id) {
    return ProviderView.of(providers.find(by, id).orElseThrow(Problem::notFound));
  }

  private Provider known(Steward by, String id) {
    return providers.find(by, Parameters.path(id, ProviderId::new)).orElseThrow(Problem::notFound);
  }
}

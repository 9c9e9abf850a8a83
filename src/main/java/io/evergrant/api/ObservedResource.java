package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.observed.Comparison;
import io.evergrant.domain.observed.Declared;
import io.evergrant.domain.observed.Seen;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.usecase.provider.ObserveProvider;
import io.evergrant.usecase.provider.ObserveProvider.Observed;
import io.evergrant.usecase.provider.ReadProviders;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What was declared of a provider beside what its grants show. */
@Path("v1/providers/{id}/observed")
@Produces(MediaType.APPLICATION_JSON)
public class ObservedResource {
  @Inject private ReadProviders providers;
  @Inject private ObserveProvider observing;

  @GET
  @Needs(ApiScope.READ)
  public Response find(
      @Context SecurityContext caller, @Context UriInfo address, @PathParam("id") String id) {
    Parameters.of(address);
    var by = Caller.of(caller);
    var provider =
        providers.find(by, Parameters.path(id, ProviderId::new)).orElseThrow(Problem::notFound);
    return Response.ok(view(provider, observing.observe(by, provider)).toString()).build();
  }

  static JsonObject view(Provider provider, Observed observed) {
    return new Json()
        .with("provider", provider.id())
        .with("declared", of(provider, observed.declared()))
        .with("seen", of(observed.seen()))
        .with(
            "traits",
            Json.objects(observed.comparisons().stream().map(ObservedResource::of).toList()))
        .done();
  }

  private static JsonObject of(Provider provider, Declared declared) {
    return new Json()
        .with("rotation", code(declared.rotation()))
        .with("reuse", code(declared.reuse()))
        .with("idle_life", seconds(declared.idleLife()))
        .with("absolute_life", seconds(declared.absoluteLife()))
        .with("access_life", seconds(declared.accessLife()))
        .with("expires_in", code(declared.expiresIn()))
        .with("scope", provider.scope())
        .done();
  }

  private static JsonObject of(Seen seen) {
    return new Json()
        .with("grants", seen.grants())
        .with("since", seen.since())
        .with("refreshes", seen.refreshes())
        .with("rotations", seen.rotations())
        .with("idle_life", seconds(seen.idleLife()))
        .with("absolute_life", seconds(seen.absoluteLife()))
        .with("access_life", seconds(seen.accessLife()))
        .with("ends_told", seen.ends())
        .with("ends_not_told", seen.noEnds())
        .with("narrowed", seen.narrowed())
        .with("scopes_missing", Json.texts(seen.missing()))
        .done();
  }

  private static JsonObject of(Comparison one) {
    return new Json()
        .with("trait", one.trait().code())
        .with("agreement", Parameters.code(one.agreement()))
        .with("mend", one.mend().isEmpty() ? null : one.mend())
        .done();
  }

  private static @Nullable String code(@Nullable Enum<?> word) {
    return word == null ? null : Parameters.code(word);
  }

  private static @Nullable Long seconds(@Nullable Duration life) {
    return life == null ? null : life.toSeconds();
  }
}

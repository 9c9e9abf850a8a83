package io.evergrant.api;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.staged.StagedTest;
import io.evergrant.domain.staged.StagedTestId;
import io.evergrant.usecase.connect.ManageLinks;
import io.evergrant.usecase.provider.ReadProviders;
import io.evergrant.usecase.staged.TestProvider;
import io.evergrant.usecase.staged.TestProvider.Begun;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
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
import org.jspecify.annotations.Nullable;

/** Tests of a provider's registration, stage after stage; each goes on while nobody waits. */
@Path("v1/providers/{id}/tests")
@Produces(MediaType.APPLICATION_JSON)
public class StagedTestsResource {
  @Inject private ReadProviders providers;
  @Inject private TestProvider tests;
  @Inject private ManageLinks links;

  /** The newest. */
  @GET
  @Needs(ApiScope.READ)
  public Response list(
      @Context SecurityContext caller, @Context UriInfo address, @PathParam("id") String id) {
    var size = Pages.size(Parameters.of(address, Pages.LIMIT));
    var by = Caller.of(caller);
    var provider = Parameters.path(id, ProviderId::new);
    if (providers.find(by, provider).isEmpty()) {
      throw Problem.notFound();
    }
    return Pages.of(
        tests.list(by, provider, size).stream().map(test -> view(by, test)).toList(), null);
  }

  /** The one that is under way, where there is one. */
  @POST
  @Once
  @Needs(ApiScope.MANAGE)
  public Response begin(
      @Context SecurityContext caller, @Context UriInfo address, @PathParam("id") String id) {
    Parameters.of(address);
    var by = Caller.of(caller);
    var begun =
        tests
            .begin(Steward.of(by), Parameters.path(id, ProviderId::new))
            .orElseThrow(Problem::notFound);
    var view = view(by, tests.find(Steward.of(by), begun.test()).orElseThrow(Problem::notFound));
    return begun.fresh() ? created(address, begun, view) : Conditions.now(view);
  }

  private static Response created(UriInfo address, Begun begun, JsonObject view) {
    return Response.created(address.getAbsolutePathBuilder().path(begun.test().toString()).build())
        .entity(view.toString())
        .header(HttpHeaders.ETAG, Tag.of(view).quoted())
        .build();
  }

  @GET
  @Path("{test}")
  @Needs(ApiScope.READ)
  public Response find(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id,
      @PathParam("test") String test) {
    Parameters.of(address);
    var by = Caller.of(caller);
    var found =
        tests
            .find(by, Parameters.path(test, StagedTestId::new))
            .filter(one -> one.provider().equals(Parameters.path(id, ProviderId::new)))
            .orElseThrow(Problem::notFound);
    return Conditions.of(headers).answer(view(by, found));
  }

  /** What was found stays; as well where it had ended before. */
  @POST
  @Once
  @Path("{test}/stop")
  @Needs(ApiScope.MANAGE)
  public Response stop(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id,
      @PathParam("test") String test) {
    Parameters.of(address);
    var by = Caller.of(caller);
    var seen = known(by, id, test);
    Conditions.of(headers).respect(view(by, seen));
    tests.stop(Steward.of(by), seen.id());
    return Conditions.now(view(by, known(by, id, test)));
  }

  private StagedTest known(ApiKey by, String id, String test) {
    return tests
        .find(Steward.of(by), Parameters.path(test, StagedTestId::new))
        .filter(one -> one.provider().equals(Parameters.path(id, ProviderId::new)))
        .orElseThrow(Problem::notFound);
  }

  private JsonObject view(ApiKey by, StagedTest test) {
    return StagedTestView.of(test, by.scopes().contains(ApiScope.MANAGE) ? url(by, test) : null);
  }

  private @Nullable String url(ApiKey by, StagedTest test) {
    var link = test.link();
    return link == null || !test.isWaitingForConsent()
        ? null
        : links.find(Steward.of(by), link).map(found -> links.address(found).reveal()).orElse(null);
  }
}

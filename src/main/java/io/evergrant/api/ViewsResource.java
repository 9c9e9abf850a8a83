package io.evergrant.api;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.bulk.GrantFilterReader;
import io.evergrant.domain.grant.SavedView;
import io.evergrant.usecase.grant.KeepViews;
import io.evergrant.usecase.grant.KeepViews.Added;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import java.util.UUID;
import java.util.stream.Stream;

/** Questions to the list of grants that have a name, for everybody of the organisation. */
@Path("v1/views")
@Produces(MediaType.APPLICATION_JSON)
public class ViewsResource {
  private static final String NAME = "name";

  private static final String[] WITH_NAME =
      Stream.concat(Stream.of(NAME), FilterBody.MEMBERS.stream()).toArray(String[]::new);

  private static final String[] WITHOUT = FilterBody.MEMBERS.toArray(String[]::new);

  @Inject private KeepViews views;

  @GET
  @Needs(ApiScope.READ)
  public Response list(@Context SecurityContext caller, @Context UriInfo address) {
    Parameters.of(address);
    return Pages.of(views.list(Caller.of(caller)).stream().map(ViewsResource::view).toList(), null);
  }

  @POST
  @Once
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(ApiScope.MANAGE)
  public Response keep(
      @Context SecurityContext caller, @Context UriInfo address, InputStream body) {
    Parameters.of(address);
    var by = Steward.of(Caller.of(caller));
    var asked = ObjectBody.read(body, WITH_NAME);
    var name = asked.text(NAME, KeepViews.LONGEST_NAME);
    return switch (views.add(by, name, FilterBody.kept(asked))) {
      case Added.Done done ->
          Response.created(
                  address.getAbsolutePathBuilder().path(done.view().id().toString()).build())
              .entity(view(done.view()).toString())
              .build();
      case Added.NameUnfit no -> throw ObjectBody.field(NAME, "is needed.");
      case Added.NameTaken taken ->
          throw ObjectBody.field(NAME, "is the name of another view: choose another.");
      case Added.TooMany many ->
          throw new Problem(
              ProblemType.WRONG_STATE, KeepViews.MOST + " views are kept. Remove one first.");
    };
  }

  @GET
  @Path("{id}")
  @Needs(ApiScope.READ)
  public Response find(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id) {
    Parameters.of(address);
    return Conditions.of(headers).answer(view(known(Caller.of(caller), id)));
  }

  private SavedView known(ApiKey by, String id) {
    return views.find(by, Parameters.path(id, found -> found)).orElseThrow(Problem::notFound);
  }

  /** The name goes on to stand for another question. */
  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(ApiScope.MANAGE)
  public Response change(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id,
      InputStream body) {
    Parameters.of(address);
    var by = Steward.of(Caller.of(caller));
    var seen = known(by, id);
    Conditions.of(headers).require(view(seen));
    var changed = views.change(by, seen, FilterBody.kept(ObjectBody.read(body, WITHOUT)));
    return Conditions.now(
        view(changed.orElseThrow(() -> Conditions.of(headers).stale(view(known(by, id))))));
  }

  private SavedView known(Steward by, String id) {
    return views.find(by, Parameters.path(id, found -> found)).orElseThrow(Problem::notFound);
  }

  @DELETE
  @Path("{id}")
  @Needs(ApiScope.MANAGE)
  public Response remove(
      @Context SecurityContext caller, @Context UriInfo address, @PathParam("id") String id) {
    Parameters.of(address);
    UUID view = Parameters.path(id, found -> found);
    if (!views.remove(Steward.of(Caller.of(caller)), view)) {
      throw Problem.notFound();
    }
    return Response.noContent().build();
  }

  static JsonObject view(SavedView kept) {
    var filter = GrantFilterReader.readQuery(kept.question()).filter();
    var view = new Json().with("id", kept.id()).with(NAME, kept.name());
    return FilterBody.view(filter, view)
        .with("question", kept.question())
        .with("saved_by", kept.savedBy())
        .with("saved_at", kept.savedAt())
        .done();
  }
}

package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.usecase.provider.ReadProviders;
import io.evergrant.usecase.provider.RegisterProvider;
import io.evergrant.usecase.provider.RegisterProvider.Registered;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;

/** Providers, by name; a tenant has few, so the list is one page. */
@Path("v1/providers")
@Produces(MediaType.APPLICATION_JSON)
public class ProvidersResource {
  /** Kibibytes. */
  static final int LONGEST = 32;

  @Inject private ReadProviders providers;
  @Inject private RegisterProvider registrations;
  @Inject private ProviderDrafts drafts;
  @Inject private OwnThread threads;

  @GET
  @Needs(ApiScope.READ)
  public Response list(@Context SecurityContext caller, @Context UriInfo address) {
    Parameters.of(address);
    var all = providers.list(Caller.of(caller));
    return Pages.of(all.stream().map(ProviderView::of).toList(), null);
  }

  /** The secret goes to the vault and comes back in no answer. */
  @POST
  @Once
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(ApiScope.MANAGE)
  public void register(
      @Context SecurityContext caller,
      @Context UriInfo address,
      InputStream body,
      @Context HttpServletRequest request,
      @Suspended AsyncResponse answer) {
    Parameters.of(address);
    var by = Steward.of(Caller.of(caller));
    var unused = by.wholeTenant();
    var sent = StrictJson.read(body, LONGEST);
    var here = address.getAbsolutePath();
    threads.answer(answer, request, () -> registered(by, sent, here));
  }

  private Response registered(Steward by, JsonObject sent, URI here) {
    var ending = registrations.register(by, drafts.draft(by, sent));
    if (ending instanceof Registered.Done done) {
      return made(by, done.id(), here);
    }
    throw ProviderWords.of(ending);
  }

  private Response made(Steward by, ProviderId id, URI here) {
    var view = ProviderView.of(providers.find(by, id).orElseThrow(Problem::notFound));
    return Response.created(URI.create(here + "/" + id))
        .header(HttpHeaders.ETAG, Tag.of(view).quoted())
        .entity(view.toString())
        .build();
  }
}

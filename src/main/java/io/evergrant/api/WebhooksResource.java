package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.usecase.webhook.ManageWebhooks;
import io.evergrant.usecase.webhook.ManageWebhooks.Made;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;

/** Where events are sent. */
@Path("v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
public class WebhooksResource {
  @Inject private ManageWebhooks webhooks;

  @GET
  @Needs(ApiScope.MANAGE)
  public Response list(@Context SecurityContext caller, @Context UriInfo address) {
    Parameters.of(address);
    var all = webhooks.list(Steward.of(Caller.of(caller)));
    return Pages.of(all.stream().map(WebhookView::inList).toList(), null);
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
    var draft = WebhookBody.draft(StrictJson.read(body, WebhookBody.LONGEST));
    return switch (webhooks.create(by, draft)) {
      case Made.Done done -> {
        var webhook = webhooks.find(Steward.of(by), done.id()).orElseThrow(Problem::notFound);
        var view = WebhookView.made(webhook, done.secret());
        yield Response.created(address.getAbsolutePathBuilder().path(done.id().toString()).build())
            .entity(view.toString())
            .header("Cache-Control", "no-store")
            .build();
      }
      case Made.Refused refused -> throw WebhookBody.refused(draft, refused.problems());
      case Made.TooMany many ->
          throw new Problem(
              ProblemType.WRONG_STATE,
              "There are " + many.most() + " webhooks already: delete one that is not needed.");
    };
  }
}

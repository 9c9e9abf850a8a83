package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.webhook.DeliveryState;
import io.evergrant.domain.webhook.WebhookId;
import io.evergrant.usecase.webhook.ManageWebhooks;
import io.evergrant.usecase.webhook.ReadDeliveries;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** What became of events that were to be sent to a webhook. */
@Path("v1/webhooks/{id}/deliveries")
@Produces(MediaType.APPLICATION_JSON)
public class DeliveriesResource {
  @Inject private ManageWebhooks webhooks;
  @Inject private ReadDeliveries deliveries;

  @GET
  @Needs(ApiScope.MANAGE)
  public Response list(
      @Context SecurityContext caller, @Context UriInfo address, @PathParam("id") String id) {
    var asked = Parameters.of(address, "state", Pages.CURSOR, Pages.LIMIT);
    var size = Pages.size(asked);
    var state = asked.constant("state", DeliveryState.values());
    var before = asked.read(Pages.CURSOR, "is no cursor of an answer.", Cursor::number);
    var by = Steward.of(Caller.of(caller));
    var webhook = known(by, id);
    return Pages.page(
        deliveries.list(by, webhook, state, before, size + 1),
        size,
        WebhookView::of,
        last -> Cursor.of(last.number()));
  }

  @GET
  @Path("{number}")
  @Needs(ApiScope.MANAGE)
  public Response find(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @PathParam("id") String id,
      @PathParam("number") String number) {
    Parameters.of(address);
    var by = Steward.of(Caller.of(caller));
    return Response.ok(view(by, known(by, id), number(number)).toString()).build();
  }

  private JsonObject view(Steward by, WebhookId webhook, long number) {
    var found = deliveries.find(by, webhook, number).orElseThrow(Problem::notFound);
    return WebhookView.of(found.delivery(), found.attempts());
  }

  /** At once, whatever became of it before. */
  @POST
  @Once
  @Path("{number}/resend")
  @Needs(ApiScope.MANAGE)
  public Response resend(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @PathParam("id") String id,
      @PathParam("number") String number) {
    Parameters.of(address);
    var by = Steward.of(Caller.of(caller));
    var webhook = known(by, id);
    return switch (deliveries.resend(by, webhook, number(number))) {
      case DONE -> Response.ok(view(by, webhook, number(number)).toString()).build();
      case NOT_THERE -> throw Problem.notFound();
      case DISABLED ->
          throw new Problem(
              ProblemType.WRONG_STATE, "Nothing is sent to the webhook: enable it first.");
    };
  }

  private WebhookId known(Steward by, String id) {
    return webhooks
        .find(by, Parameters.path(id, WebhookId::new))
        .orElseThrow(Problem::notFound)
        .id();
  }

  private static long number(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw Problem.notFound();
    }
    return Long.parseLong(text);
  }
}

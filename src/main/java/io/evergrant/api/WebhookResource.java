package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.webhook.Webhook;
import io.evergrant.domain.webhook.WebhookId;
import io.evergrant.usecase.webhook.ManageWebhooks;
import io.evergrant.usecase.webhook.ManageWebhooks.Saved;
import io.evergrant.usecase.webhook.TestWebhook;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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

/** One webhook, and what can be done with it. */
@Path("v1/webhooks/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class WebhookResource {
  private static final Duration USUAL_OVERLAP = Duration.ofDays(1);

  @Inject private ManageWebhooks webhooks;
  @Inject private TestWebhook tests;

  @GET
  @Needs(ApiScope.MANAGE)
  public Response find(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id) {
    Parameters.of(address);
    return Conditions.of(headers).answer(view(known(steward(caller), id)));
  }

  /** RFC 7396: what is left out stays. */
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
    var by = Caller.of(caller);
    var seen = known(Steward.of(by), id);
    Conditions.of(headers).require(view(seen));
    var patch = StrictJson.read(body, WebhookBody.LONGEST);
    var draft = WebhookBody.draft(over(WebhookView.changeable(seen).done(), patch));
    return switch (webhooks.change(by, seen, draft)) {
      case Saved.Done done -> Conditions.now(view(known(Steward.of(by), id)));
      case Saved.Refused refused -> throw WebhookBody.refused(draft, refused.problems());
      case Saved.ChangedMeanwhile changed ->
          throw Conditions.of(headers).stale(view(known(Steward.of(by), id)));
    };
  }

  private static JsonObject over(JsonObject base, JsonObject patch) {
    return Json.PROVIDER.createMergePatch(patch).apply(base).asJsonObject();
  }

  /** With what was not delivered. */
  @DELETE
  @Needs(ApiScope.MANAGE)
  public Response delete(
      @Context SecurityContext caller, @Context UriInfo address, @PathParam("id") String id) {
    Parameters.of(address);
    if (!webhooks.delete(steward(caller), Parameters.path(id, WebhookId::new))) {
      throw Problem.notFound();
    }
    return Response.noContent().build();
  }

  /** It goes on where it stopped; as well where it was enabled before. */
  @POST
  @Once
  @Path("enable")
  @Needs(ApiScope.MANAGE)
  public Response enable(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id) {
    var seen = mayAct(caller, address, headers, id);
    webhooks.enable(steward(caller), seen.id());
    return Conditions.now(view(known(steward(caller), id)));
  }

  /** What happens from now on waits; as well where it was disabled before. */
  @POST
  @Once
  @Path("disable")
  @Needs(ApiScope.MANAGE)
  public Response disable(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      @PathParam("id") String id) {
    var seen = mayAct(caller, address, headers, id);
    webhooks.disable(steward(caller), seen.id());
    return Conditions.now(view(known(steward(caller), id)));
  }

  private Webhook mayAct(SecurityContext caller, UriInfo address, HttpHeaders headers, String id) {
    Parameters.of(address);
    var seen = known(steward(caller), id);
    Conditions.of(headers).respect(view(seen));
    return seen;
  }

  /** The generation is the one that was seen: of two rotations at once the second does nothing. */
  @POST
  @Once
  @Path("rotate-secret")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(ApiScope.MANAGE)
  public Response rotate(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @PathParam("id") String id,
      InputStream body) {
    Parameters.of(address);
    var by = steward(caller);
    var webhook = known(by, id);
    var fields = ObjectBody.read(body, "generation", "overlap");
    var seen = fields.number("generation", 1, Long.MAX_VALUE, 0);
    if (seen == 0) {
      throw Problem.field("generation", "is needed: that of the webhook as you saw it.");
    }
    var longest = ManageWebhooks.LONGEST_OVERLAP.toSeconds();
    var overlap =
        Duration.ofSeconds(fields.number("overlap", 0, longest, USUAL_OVERLAP.toSeconds()));
    var secret =
        webhooks
            .rotate(by, webhook.id(), seen, overlap)
            .orElseThrow(
                () ->
                    new Problem(
                            ProblemType.WRONG_STATE,
                            "It has another generation by now. Read it again.")
                        .with("generation", known(by, id).generation()));
    var answer = WebhookView.made(known(by, id), secret);
    return Response.ok(answer.toString()).header("Cache-Control", "no-store").build();
  }

  /** One signed request, while the caller waits. */
  @POST
  @Once
  @Path("test")
  @Needs(ApiScope.MANAGE)
  public Response test(
      @Context SecurityContext caller, @Context UriInfo address, @PathParam("id") String id) {
    Parameters.of(address);
    var answer =
        tests
            .run(steward(caller), Parameters.path(id, WebhookId::new))
            .orElseThrow(Problem::notFound);
    return Response.ok(WebhookView.of(answer).toString()).build();
  }

  private static Steward steward(SecurityContext caller) {
    return Steward.of(Caller.of(caller));
  }

  private static JsonObject view(Webhook webhook) {
    return WebhookView.of(webhook).done();
  }

  private Webhook known(Steward by, String id) {
    return webhooks.find(by, Parameters.path(id, WebhookId::new)).orElseThrow(Problem::notFound);
  }
}

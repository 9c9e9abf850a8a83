package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.grant.GrantQuestion;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.usecase.overview.ReadGrants;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** Grants, by account; one of them is {@link GrantResource}'s, whose address is the longer one. */
@Path("v1/grants")
@Produces(MediaType.APPLICATION_JSON)
public class GrantsResource {
  @Inject private ReadGrants grants;

  @GET
  @Needs(ApiScope.READ)
  public Response list(@Context SecurityContext caller, @Context UriInfo address) {
    var asked = Parameters.of(address, "q", "status", "provider", Pages.CURSOR, Pages.LIMIT);
    var size = Pages.size(asked);
    var question =
        new GrantQuestion(
            asked.words("q"),
            asked.constant("status", GrantStatus.values()),
            asked.id("provider", ProviderId::new),
            asked.read(Pages.CURSOR, "is no cursor of an answer.", Cursor::after),
            size + 1);
    return Pages.page(
        grants.list(Caller.of(caller), question),
        size,
        GrantView::of,
        last -> Cursor.of(new GrantQuestion.After(last.account(), last.id())));
  }
}

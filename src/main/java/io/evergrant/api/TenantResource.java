package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.tenant.Presentation;
import io.evergrant.usecase.tenant.PresentTenant;
import io.evergrant.usecase.tenant.PresentTenant.Saved;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;

/** The organisation itself: how it shows itself to its customers. */
@Path("v1")
@Produces(MediaType.APPLICATION_JSON)
public class TenantResource {
  private static final String COLOUR = "colour";
  private static final String ADDRESSES = "return_addresses";

  @Inject private PresentTenant tenant;

  @GET
  @Path("settings")
  @Needs(ApiScope.READ)
  public Response settings(
      @Context SecurityContext caller, @Context UriInfo address, @Context HttpHeaders headers) {
    Parameters.of(address);
    return Conditions.of(headers).answer(view(tenant.find(Caller.of(caller))));
  }

  @PUT
  @Path("settings")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(ApiScope.MANAGE)
  public Response change(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      InputStream body) {
    Parameters.of(address);
    var by = Steward.of(Caller.of(caller));
    var seen = tenant.find(by);
    Conditions.of(headers).require(view(seen));
    var fields = ObjectBody.read(body, COLOUR, ADDRESSES);
    var addresses = fields.texts(ADDRESSES);
    var ending = tenant.save(by, seen, fields.text(COLOUR, 7), String.join("\n", addresses));
    return switch (ending) {
      case Saved.Done done -> Conditions.now(view(tenant.find(by)));
      case Saved.ChangedMeanwhile changed ->
          throw Conditions.of(headers).stale(view(tenant.find(by)));
      default -> throw refused(ending, addresses);
    };
  }

  private static Problem refused(Saved ending, List<String> addresses) {
    return switch (ending) {
      case Saved.NoColour no -> Problem.field(COLOUR, "has to be # and six digits from 0 to f.");
      case Saved.TooMany many -> Problem.field(ADDRESSES, "has more than " + many.most() + ".");
      case Saved.NoAddress no ->
          Problem.fields(
              List.of(
                  new FieldError(
                      ADDRESSES,
                      "#/" + ADDRESSES + "/" + place(addresses, no.line()),
                      "has to be whole https addresses without query and fragment.")));
      case Saved.Done done -> throw new IllegalArgumentException("nothing is wrong");
      case Saved.ChangedMeanwhile changed ->
          throw new IllegalArgumentException("the caller's tag is needed");
    };
  }

  private static int place(List<String> addresses, String line) {
    return addresses.stream().map(String::strip).toList().indexOf(line);
  }

  static JsonObject view(Presentation presentation) {
    return new Json()
        .with("name", presentation.name())
        .with(COLOUR, presentation.colour())
        .with(ADDRESSES, Json.texts(presentation.returnAddresses()))
        .done();
  }
}

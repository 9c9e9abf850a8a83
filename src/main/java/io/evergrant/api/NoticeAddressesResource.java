package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.usecase.notice.ChooseNotices;
import io.evergrant.usecase.notice.ChooseNotices.Saved;
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

/** Who is told of notices beside the members. */
@Path("v1/notice-addresses")
@Produces(MediaType.APPLICATION_JSON)
public class NoticeAddressesResource {
  private static final String ADDRESSES = "addresses";

  @Inject private ChooseNotices notices;

  @GET
  @Needs(ApiScope.MANAGE)
  public Response find(
      @Context SecurityContext caller, @Context UriInfo address, @Context HttpHeaders headers) {
    Parameters.of(address);
    var all = notices.addresses(Steward.of(Caller.of(caller)));
    return Conditions.of(headers).answer(view(all));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(ApiScope.MANAGE)
  public Response change(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      InputStream body) {
    Parameters.of(address);
    var by = Caller.of(caller);
    var seen = notices.addresses(Steward.of(by));
    Conditions.of(headers).require(view(seen));
    var fields = ObjectBody.read(body, ADDRESSES);
    if (!fields.has(ADDRESSES)) {
      throw Problem.field(ADDRESSES, "is needed: an empty array for nobody.");
    }
    var wanted = fields.texts(ADDRESSES);
    return switch (notices.save(by, seen, String.join("\n", wanted))) {
      case Saved.Done done -> Conditions.now(view(notices.addresses(Steward.of(by))));
      case Saved.NoAddress no -> throw noAddress(wanted, no.line());
      case Saved.TooMany many ->
          throw Problem.field(ADDRESSES, "has more than " + many.most() + ".");
      case Saved.ChangedMeanwhile changed ->
          throw Conditions.of(headers).stale(view(notices.addresses(Steward.of(by))));
    };
  }

  private static Problem noAddress(List<String> wanted, String line) {
    var place = wanted.stream().map(String::strip).toList().indexOf(line);
    return Problem.fields(
        List.of(
            new FieldError(
                ADDRESSES, "#/" + ADDRESSES + "/" + place, "has to be mail addresses in ASCII.")));
  }

  static JsonObject view(List<String> addresses) {
    return new Json().with(ADDRESSES, Json.texts(addresses)).done();
  }
}

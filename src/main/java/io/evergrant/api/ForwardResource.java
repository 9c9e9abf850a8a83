package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.ticket.ForwardTarget;
import io.evergrant.usecase.access.forward.ForwardCall;
import io.evergrant.usecase.access.forward.Forwarded;
import io.evergrant.usecase.access.forward.Outgoing;
import io.evergrant.usecase.port.ProviderApi.Body;
import io.evergrant.usecase.port.ProviderApi.Field;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls of a provider's API, with a token that the caller does not get to see. */
@Path("v1/grants/{id}/forward/{path: .+}")
public class ForwardResource {
  @Inject private ForwardCall calls;
  @Inject private ForwardAnswers answers;
  @Inject private OwnThread threads;
  @Context private SecurityContext caller;
  @Context private UriInfo address;
  @Context private HttpHeaders headers;
  @Context private Request request;
  @Context private HttpServletRequest servlet;
  @Context private HttpServletResponse response;

  @GET
  @Needs(ApiScope.FORWARD)
  public void get(@Suspended AsyncResponse answer, InputStream body) {
    forward(answer, body);
  }

  /** Else the answer to a GET would be fetched, and thrown away. */
  @HEAD
  @Needs(ApiScope.FORWARD)
  public void head(@Suspended AsyncResponse answer, InputStream body) {
    forward(answer, body);
  }

  @POST
  @Needs(ApiScope.FORWARD)
  public void post(@Suspended AsyncResponse answer, InputStream body) {
    forward(answer, body);
  }

  @PUT
  @Needs(ApiScope.FORWARD)
  public void put(@Suspended AsyncResponse answer, InputStream body) {
    forward(answer, body);
  }

  @PATCH
  @Needs(ApiScope.FORWARD)
  public void patch(@Suspended AsyncResponse answer, InputStream body) {
    forward(answer, body);
  }

  @DELETE
  @Needs(ApiScope.FORWARD)
  public void delete(@Suspended AsyncResponse answer, InputStream body) {
    forward(answer, body);
  }

  /** Everything of the request is read here: on the other thread there is none. */
  private void forward(AsyncResponse answer, InputStream body) {
    var at = ForwardAddress.of(address).orElseThrow(Problem::notFound);
    var call = outgoing(at, body);
    var outlet = new Outlet(servlet, response);
    if (caller.getUserPrincipal() instanceof TicketHolder holder) {
      var told = new ForwardAnswers.Call(at.grant(), call.method(), null, outlet);
      give(answer, told, () -> calls.forward(holder.ticket(), call));
    } else {
      var key = Caller.of(caller);
      var told = new ForwardAnswers.Call(at.grant(), call.method(), key, outlet);
      give(answer, told, () -> calls.forward(key, at.grant(), call));
    }
  }

  private void give(AsyncResponse answer, ForwardAnswers.Call call, Supplier<Forwarded> work) {
    threads.stream(answer, () -> answers.give(answer, call, work));
  }

  private Outgoing outgoing(ForwardAddress at, InputStream body) {
    try {
      return new Outgoing(
          request.getMethod(),
          ForwardTarget.parse(at.target()),
          address.getRequestUri().getRawQuery(),
          fields(),
          body(body));
    } catch (IllegalArgumentException e) {
      throw new Problem(
          ProblemType.BAD_REQUEST,
          "Behind forward/ stands the host and the path there, such as api.example.com/v1/files:"
              + " without dot segments, and without a slash or backslash that is percent-encoded.");
    }
  }

  private List<Field> fields() {
    return headers.getRequestHeaders().entrySet().stream()
        .flatMap(entry -> entry.getValue().stream().map(value -> new Field(entry.getKey(), value)))
        .toList();
  }

  /** RFC 9112 section 6.3: there is a body where the head says so. */
  private @Nullable Body body(InputStream bytes) {
    if (headers.getHeaderString("Transfer-Encoding") != null) {
      return new Body(bytes, -1);
    }
    var length = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    return length == null ? null : new Body(bytes, Long.parseLong(length.strip()));
  }
}

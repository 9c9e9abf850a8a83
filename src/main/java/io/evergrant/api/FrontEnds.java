package io.evergrant.api;

import io.evergrant.domain.secret.TicketSecret;
import io.evergrant.domain.ticket.Binding;
import io.evergrant.usecase.access.forward.UseTicket;
import io.evergrant.usecase.access.forward.UseTicket.Shown;
import io.evergrant.usecase.access.forward.UseTicket.Used;
import io.evergrant.usecase.port.PortalSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Lets a front end in that shows a ticket: in {@code Authorization: DPoP} with a proof beside it
 * (RFC 9449 section 7.1), or as a cookie, which then comes with the page's origin.
 */
@Singleton
class FrontEnds {
  /** No script reads it, and no browser takes it from a page that is not secure. */
  static final String COOKIE = "__Secure-evergrant-ticket";

  private static final String SCHEME = "DPoP ";
  private static final String PROOF = "DPoP";
  private static final String SITE = "Sec-Fetch-Site";

  private final UseTicket tickets;
  private final Pace pace;
  private final PortalSettings portal;

  @Inject
  FrontEnds(UseTicket tickets, Pace pace, PortalSettings portal) {
    this.tickets = tickets;
    this.pace = pace;
    this.portal = portal;
  }

  /** Whether a call to such an address comes from a front end; a back end shows its key. */
  static boolean asks(ContainerRequestContext request) {
    return CrossOrigin.isPreflight(request) || shown(request) != null;
  }

  void letIn(ContainerRequestContext request, ForwardAddress address) {
    var origin = request.getHeaderString(CrossOrigin.ORIGIN);
    if (CrossOrigin.isPreflight(request)) {
      if (!tickets.welcomes(address.grant(), origin)) {
        throw Door.missing();
      }
      request.abortWith(CrossOrigin.preflight(request));
      return;
    }
    var shown = shown(request);
    if (shown == null) {
      throw Door.missing();
    }
    var byCookie = request.getHeaderString(HttpHeaders.AUTHORIZATION) == null;
    var used =
        tickets.use(
            new Shown(
                shown,
                byCookie,
                request.getHeaderString(PROOF),
                PageOrigin.of(
                    request.getMethod(), origin, request.getHeaderString(SITE), portal.origin()),
                address.grant(),
                request.getMethod(),
                called(request)));
    switch (used) {
      case Used.Good good -> welcome(request, good, origin);
      case Used.Refused refused -> {
        if (refused.readable()) {
          CrossOrigin.readable(request, origin, byCookie);
        }
        throw TicketWords.of(refused.why());
      }
    }
  }

  private void welcome(ContainerRequestContext request, Used.Good good, @Nullable String origin) {
    var ticket = good.ticket();
    CrossOrigin.readable(request, origin, ticket.binding() instanceof Binding.Cookie);
    pace.count(request, ticket.id(), ticket.key());
    request.setSecurityContext(new TicketHolder(ticket, request.getSecurityContext().isSecure()));
  }

  /** The address as the page knows it, whatever stands between. */
  private URI called(ContainerRequestContext request) {
    var path = request.getUriInfo().getPath(false);
    return URI.create(
        portal.baseUrl() + "/api/" + (path.startsWith("/") ? path.substring(1) : path));
  }

  private static @Nullable TicketSecret shown(ContainerRequestContext request) {
    var authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (authorization == null) {
      var cookie = request.getCookies().get(COOKIE);
      return cookie == null || cookie.getValue().isEmpty()
          ? null
          : new TicketSecret(cookie.getValue());
    }
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    var secret = authorization.substring(SCHEME.length()).strip();
    return secret.isEmpty() ? null : new TicketSecret(secret);
  }
}

package io.evergrant.api;

import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.usecase.apikey.AuthenticateKey;
import io.evergrant.usecase.apikey.AuthenticateKey.Authenticated;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whoever shows a key in {@code Authorization: Bearer} (RFC 6750 section 2.1), and nobody
 * else; before it is looked which address was asked for, so that a stranger learns nothing of those
 * that exist. The other two ways of section 2 (form and query) are not taken. Where calls are
 * forwarded a ticket opens too: {@link FrontEnds}.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public class Door implements ContainerRequestFilter {
  @Inject private AuthenticateKey keys;
  @Inject private CallerAddress addresses;
  @Inject private Pace pace;
  @Inject private FrontEnds frontEnds;
  @Context private HttpServletRequest servlet;

  @Override
  public void filter(ContainerRequestContext request) {
    var forward = ForwardAddress.of(request.getUriInfo());
    if (forward.isPresent() && FrontEnds.asks(request)) {
      frontEnds.letIn(request, forward.get());
      return;
    }
    var secret =
        secret(request.getHeaderString(HttpHeaders.AUTHORIZATION)).orElseThrow(Door::missing);
    var from = addresses.of(servlet.getRemoteAddr(), request.getHeaderString("X-Forwarded-For"));
    switch (keys.authenticate(secret, from)) {
      case Authenticated.Known known -> welcome(request, known);
      case Authenticated.Unknown unknown ->
          throw refused(ProblemType.KEY_UNKNOWN, "Check that the whole key was copied.");
      case Authenticated.Revoked revoked ->
          throw refused(ProblemType.KEY_REVOKED, "Ask an admin of your organisation for another.");
      case Authenticated.Ended ended ->
          throw refused(
              ProblemType.KEY_ENDED, "It came to its end, or was rotated: use the new one.");
      case Authenticated.Suspended suspended ->
          throw new Problem(
              ProblemType.ORGANISATION_SUSPENDED,
              "Whoever runs this installation suspended it. Ask there; the key is good again when"
                  + " it goes on.");
      case Authenticated.WrongAddress elsewhere ->
          throw new Problem(
              ProblemType.ADDRESS_REFUSED,
              "Calls from " + from.getHostAddress() + " are outside of the key's ranges.");
    }
  }

  private void welcome(ContainerRequestContext request, Authenticated.Known known) {
    pace.count(request, known.key().id());
    request.setSecurityContext(new Caller(known.key(), request.getSecurityContext().isSecure()));
  }

  private static Optional<ApiKeySecret> secret(@Nullable String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return Optional.empty();
    }
    var token = authorization.substring(7).strip();
    return token.isEmpty() ? Optional.empty() : Optional.of(new ApiKeySecret(token));
  }

  static Problem missing() {
    return new Problem(
            ProblemType.KEY_MISSING, "Send the header «Authorization: Bearer eg_…» with your key.")
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"evergrant\"");
  }

  private static Problem refused(ProblemType type, String mend) {
    return new Problem(type, mend)
        .header(
            HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"evergrant\", error=\"invalid_token\"");
  }
}

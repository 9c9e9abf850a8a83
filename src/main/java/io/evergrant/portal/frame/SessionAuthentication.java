package io.evergrant.portal.frame;

import io.evergrant.usecase.port.Members.Known;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.tenant.ReadMembers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the container who calls: pages by their session. The member is read anew for each request,
 * so that a removed one is out at once. It refuses nobody: {@link Routing} does, inside the filters
 * that set the security headers.
 */
@ApplicationScoped
public class SessionAuthentication implements HttpAuthenticationMechanism {
  static final String STORE_IS_DOWN = "evergrant.store.down";
  private static final Logger LOG = System.getLogger(SessionAuthentication.class.getName());

  @Inject private ReadMembers members;
  @Inject private InstantSource clock;

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    if (!Paths.isPage(Paths.of(request))) {
      return context.doNothing();
    }
    return find(request)
        .map(known -> welcome(request, context, known))
        .orElseGet(context::doNothing);
  }

  private Optional<Known> find(HttpServletRequest request) {
    var begun = SignedInSession.begun(request, clock.instant());
    if (begun == null) {
      return Optional.empty();
    }
    try {
      return members.find(begun.member(), begun.sessions());
    } catch (StoreUnavailable e) {
      LOG.log(Level.WARNING, "who is signed in could not be read", e);
      request.setAttribute(STORE_IS_DOWN, true);
      return Optional.empty();
    }
  }

  private static AuthenticationStatus welcome(
      HttpServletRequest request, HttpMessageContext context, Known known) {
    SignedInMember.is(request, known);
    var member = known.member();
    return context.notifyContainerAboutLogin(member.email(), Set.of(member.role().name()));
  }
}

package io.evergrant.portal.signin;

import io.evergrant.portal.frame.Redirects;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.frame.SignedInSession;
import io.evergrant.usecase.tenant.SignIn;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Ends the session. By POST alone: a link or a picture on another site signs nobody out. */
@WebServlet("/logout")
public class Logout extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient SignedInMember me;
  @Inject private transient SignIn signIn;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    me.find().ifPresent(signIn::signOut);
    SignedInSession.end(request);
    Redirects.see(response, request.getContextPath() + "/login?why=out");
  }
}

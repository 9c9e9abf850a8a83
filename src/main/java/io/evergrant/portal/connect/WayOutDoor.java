package io.evergrant.portal.connect;

import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.Paths;
import io.evergrant.portal.frame.Redirects;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.frame.SignedInSession;
import io.evergrant.usecase.connect.LeaveForProvider;
import io.evergrant.usecase.connect.LeaveForProvider.Left;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;

/**
 * The way out where the provider is told before. Only the page of the way out leads here, as with
 * {@link LinkDoor}.
 */
@WebServlet("/authorize/*")
public class WayOutDoor extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String BEFORE = "/authorize/";
  private static final String AFTER = "/go";

  @Inject private transient SignedInMember me;
  @Inject private transient LeaveForProvider doors;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    var path = Paths.shown(request).substring(request.getContextPath().length());
    var id = path.substring(BEFORE.length(), path.length() - AFTER.length());
    var page = request.getContextPath() + BEFORE + id;
    if (!"same-origin".equals(request.getHeader("Sec-Fetch-Site"))) {
      Redirects.see(response, page);
      return;
    }
    switch (doors.leave(me.member(), SignedInSession.browser(request), parse(id))) {
      case Left.NotOpen not -> Redirects.see(response, page);
      case Left.Away away -> Redirects.away(response, away.authorizationUri());
      case Left.Failed failed -> {
        request.getSession().setAttribute(ResultPage.ATTRIBUTE, failed.why());
        Redirects.see(response, request.getContextPath() + "/oauth/result");
      }
    }
  }

  private static UUID parse(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw new NotFound();
    }
  }
}

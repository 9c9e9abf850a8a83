package io.evergrant.portal.connect;

import io.evergrant.portal.frame.Paths;
import io.evergrant.portal.frame.Redirects;
import io.evergrant.portal.frame.SignedInSession;
import io.evergrant.usecase.connect.LeaveForProvider;
import io.evergrant.usecase.connect.LeaveForProvider.Left;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The way out of a consent link's page. Only that page leads here: another site, or a mail, could
 * else send a browser through to a provider that asks nothing, without the person having seen what
 * for.
 */
@WebServlet("/connect/*")
public class LinkDoor extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String BEFORE = "/connect/";
  private static final String AFTER = "/go";

  @Inject private transient LeaveForProvider doors;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    var path = Paths.shown(request).substring(request.getContextPath().length());
    var token = path.substring(BEFORE.length(), path.length() - AFTER.length());
    var page = request.getContextPath() + BEFORE + token;
    if (!"same-origin".equals(request.getHeader("Sec-Fetch-Site"))) {
      Redirects.see(response, page);
      return;
    }
    switch (doors.follow(token, SignedInSession.browser(request))) {
      case Left.NotOpen not -> Redirects.see(response, page);
      case Left.Away away -> {
        new Guest(token, null).keep(request);
        Redirects.away(response, away.authorizationUri());
      }
      case Left.Failed failed -> {
        new Guest(token, failed.why()).keep(request);
        Redirects.see(response, request.getContextPath() + "/connect/result");
      }
    }
  }
}

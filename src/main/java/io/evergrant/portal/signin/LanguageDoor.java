package io.evergrant.portal.signin;

import io.evergrant.portal.frame.Paths;
import io.evergrant.portal.frame.Redirects;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Language;
import io.evergrant.portal.text.LanguageCookie;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.tenant.ChooseLanguage;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Another language, from any page and for anybody, and back to that page. */
@WebServlet("/language")
public class LanguageDoor extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient SignedInMember me;
  @Inject private transient ChooseLanguage languages;
  @Inject private transient PortalSettings portal;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var chosen = Language.of(request.getParameter("language"));
    if (chosen.isEmpty()) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    var language = chosen.get();
    me.find().ifPresent(member -> languages.choose(member, language.tag()));
    LanguageCookie.keep(response, language, portal.baseUrl());
    var to = request.getParameter("to");
    Redirects.see(response, request.getContextPath() + (to != null && Paths.isOwn(to) ? to : "/"));
  }
}

package io.evergrant.portal.audit;

import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.ShownZone;
import io.evergrant.usecase.audit.SearchLog;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** How many answers to the page's question there are that it does not show yet. */
@WebServlet("/audit/new")
public class AuditNews extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient SignedInMember me;
  @Inject private transient Here here;
  @Inject private transient SearchLog log;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var asked =
        AuditFilter.of(
            here::choice,
            (written, zone) -> log.read(me.member(), written, zone),
            ShownZone.of(request).id(),
            1);
    var since = here.parameter("since");
    if (!asked.isUnderstood() || !since.matches("\\d{1,18}")) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    var question = asked.question().newerThan(Long.parseLong(since));
    var tally = log.tally(me.member(), question, SearchLog.AT_ONCE);
    response.setContentType("application/json");
    var body =
        Json.createObjectBuilder()
            .add("count", tally.marks().size())
            .add("more", tally.more() || tally.searchedTo() != null);
    response.getWriter().write(body.build().toString());
  }
}

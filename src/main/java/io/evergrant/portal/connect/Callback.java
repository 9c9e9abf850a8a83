package io.evergrant.portal.connect;

import io.evergrant.domain.secret.AuthorizationCode;
import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.domain.tenant.Role;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.Redirects;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.frame.SignedInSession;
import io.evergrant.portal.text.Languages;
import io.evergrant.usecase.connect.CompleteAuthorization;
import io.evergrant.usecase.connect.Connected;
import io.evergrant.usecase.port.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one redirect URI for all providers. It shows nothing: every answer is a redirect, so code and
 * state stay neither in the browser's bar nor in a Referer.
 */
@WebServlet("/oauth/callback")
public class Callback extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** Longer than any code or state we have seen; what is longer is treated as missing. */
  private static final int LONGEST = 4_096;

  @Inject private transient SignedInMember me;
  @Inject private transient Notes notes;
  @Inject private transient CompleteAuthorization authorizations;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    var answer =
        new io.evergrant.usecase.connect.Callback(
            parameter(request, "state", OneTimeSecret::new),
            parameter(request, "code", AuthorizationCode::new),
            parameter(request, "iss", Function.identity()),
            parameter(request, "error", Function.identity()),
            parameter(request, "error_description", Function.identity()));
    var context = request.getContextPath();
    var guest = Guest.of(request).filter(Guest::isAway);
    var member = me.find().filter(found -> found.role() == Role.ADMIN).orElse(null);
    if (me.isUnread() && guest.isEmpty()) {
      // Whoever is signed in sees so once the database serves again, and begins anew.
      show(request, response, new Connected.StoreRefused(StoreUnavailable.Cause.UNREACHABLE));
      return;
    }
    if (member == null && guest.isEmpty()) {
      // The code stays unused, and neither it nor the state may stay in the browser's bar.
      Redirects.see(response, context + "/login?why=callback");
      return;
    }
    var completed = authorizations.complete(member, SignedInSession.browser(request), answer);
    var ending = completed.ending();
    if (guest.isPresent() && (member == null || completed.byLink())) {
      new Guest(guest.get().token(), ending).keep(request);
      Redirects.see(response, context + "/connect/result");
    } else if (ending instanceof Connected.Done done) {
      welcome(request, done);
      Redirects.see(response, context + "/grants/" + done.grant());
    } else {
      show(request, response, ending);
    }
  }

  private static void show(
      HttpServletRequest request, HttpServletResponse response, Connected ending) {
    request.getSession().setAttribute(ResultPage.ATTRIBUTE, ending);
    Redirects.see(response, request.getContextPath() + "/oauth/result");
  }

  private void welcome(HttpServletRequest request, Connected.Done done) {
    var text = Languages.of(request);
    notes.sayNext(
        Tone.GOOD, text.of(done.again() ? "connect.again" : "connect.done", done.account()));
    if (!done.scopesMissing().isEmpty()) {
      var missing = String.join(" ", done.scopesMissing());
      notes.sayNext(Tone.WARN, text.of("connect.scopes_missing", missing));
    }
  }

  private static <T> @Nullable T parameter(
      HttpServletRequest request, String name, Function<String, T> type) {
    var values = request.getParameterValues(name);
    // RFC 6749 section 3.1: parameters must not be included more than once.
    return values == null
            || values.length != 1
            || values[0].isEmpty()
            || values[0].length() > LONGEST
        ? null
        : type.apply(values[0]);
  }
}

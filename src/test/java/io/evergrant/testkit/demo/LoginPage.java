package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Choosing one of the demo accounts; there are no passwords. */
final class LoginPage {
  private final Sessions sessions;

  LoginPage(Sessions sessions) {
    this.sessions = sessions;
  }

  HTTPResponse answer(Call call) {
    return call.isPost() ? signIn(call) : show(call, call.query("next"));
  }

  HTTPResponse show(Call call, @Nullable String next) {
    var session = sessions.of(call);
    var buttons = new StringBuilder();
    for (var account : Account.values()) {
      buttons.append(
          """
          <button id="login-%s" name="account" value="%s"><b>%s</b> <span>%s</span></button>
          """
              .formatted(
                  account.subject(),
                  account.subject(),
                  Html.escape(account.fullName),
                  Account.emailOf(account.subject())));
    }
    var content =
        """
        <p>Who are you today? These accounts are made up, so no password is asked.</p>
        <form method="post" action="/login" class="accounts">
        %s%s
        %s</form>
        """
            .formatted(
                Html.hidden("proof", sessions.proof(session)),
                Html.hidden("next", local(next)),
                buttons);
    return sessions.keep(Answers.page(200, Html.page("Sign in", content)), session);
  }

  private HTTPResponse signIn(Call call) {
    if (!sessions.isOwnForm(call, sessions.of(call))) {
      return ErrorPage.of(
          403, "This form is too old. Go back, load the page again and choose once more.");
    }
    var account = Account.of(call.form("account"));
    var next = local(call.form("next"));
    return sessions.keep(Answers.seeOther(URI.create(next)), sessions.signedIn(account));
  }

  HTTPResponse signOut(Call call) {
    if (!call.isPost()) {
      return Answers.onlyBy("POST");
    }
    if (!sessions.isOwnForm(call, sessions.of(call))) {
      return ErrorPage.of(403, "This form is too old. Go back and load the page again.");
    }
    return sessions.keep(
        Answers.seeOther(URI.create(local(call.form("next")))), sessions.signedIn(null));
  }

  /** Only a page of ours may be what comes next. */
  private static String local(@Nullable String next) {
    return next == null || !next.startsWith("/") || next.startsWith("//") || next.contains("\\")
        ? "/account"
        : next;
  }
}

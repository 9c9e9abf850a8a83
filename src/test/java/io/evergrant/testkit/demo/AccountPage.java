package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;

/** What an account has allowed, and the button that takes it back. */
final class AccountPage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private final Store store;
  private final Sessions sessions;

  AccountPage(Store store, Sessions sessions) {
    this.store = store;
    this.sessions = sessions;
  }

  HTTPResponse answer(Call call) {
    var session = sessions.of(call);
    var account = session.account();
    if (account == null) {
      return Answers.seeOther(URI.create("/login?next=/account"));
    }
    if (!call.isPost()) {
      return sessions.keep(Answers.page(200, page(account, sessions.proof(session))), session);
    }
    if (!sessions.isOwnForm(call, session)) {
      return ErrorPage.of(403, "This form is too old. Go back and load the page again.");
    }
    store.endAll(
        family ->
            family.subject().equals(account.subject()) && family.grant().equals(call.form("grant")),
        "its owner revoked it");
    return Answers.seeOther(URI.create("/account"));
  }

  private String page(Account account, String proof) {
    var rows = new StringBuilder();
    store.families().stream()
        .filter(family -> family.subject().equals(account.subject()))
        .sorted(Comparator.comparing(Family::alive).thenComparingLong(Family::id).reversed())
        .forEach(family -> rows.append(row(family, proof)));
    var grants =
        rows.isEmpty()
            ? "<p>No application has access to this account yet.</p>\n"
            : "<ul class=\"grants\">\n" + rows + "</ul>\n";
    var content =
        """
        <p>Signed in as <b>%s</b>, %s.</p>
        <h2>Applications with access</h2>
        %s<form method="post" action="/logout" class="quiet">
        %s%s
        <button id="switch-account">Use another account</button>
        </form>
        """
            .formatted(
                Html.escape(account.fullName),
                Account.emailOf(account.subject()),
                grants,
                Html.hidden("proof", proof),
                Html.hidden("next", "/account"));
    return Html.page("Your account", content);
  }

  private static String row(Family family, String proof) {
    var name = Html.escape(family.client()) + " at issuer " + Html.escape(family.mode());
    var ended = family.ended();
    var act =
        ended != null
            ? "<p class=\"ended\">Ended: " + Html.escape(ended) + "</p>"
            : """
            <form method="post" action="/account">%s%s
            <button id="revoke-%s" class="danger" aria-label="Revoke access of %s, grant %s">Revoke access</button></form>\
            """
                .formatted(
                    Html.hidden("proof", proof),
                    Html.hidden("grant", family.grant()),
                    family.grant(),
                    name,
                    family.grant());
    return """
    <li><h3>%s <small>%s</small></h3>
    <p><code>%s</code></p>
    <p>Allowed <time datetime="%s">%s</time>, last used <time datetime="%s">%s</time>, %d token requests</p>
    %s</li>
    """
        .formatted(
            name,
            family.grant(),
            Html.escape(family.scope()),
            family.createdAt(),
            TIME.format(family.createdAt()),
            family.usedAt(),
            TIME.format(family.usedAt()),
            family.uses(),
            act);
  }
}

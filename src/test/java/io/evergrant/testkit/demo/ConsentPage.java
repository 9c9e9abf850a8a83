package io.evergrant.testkit.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.net.URI;
import java.net.URLEncoder;

/** Asks the account's owner, always: a demo that skips consent shows nothing. */
final class ConsentPage {
  private ConsentPage() {}

  static HTTPResponse show(
      Call call, Mode mode, Client client, Scope scope, Account account, String proof) {
    var wishes = new StringBuilder();
    for (var name : scope.toStringList()) {
      wishes.append(
          "<li>%s <code>%s</code></li>\n"
              .formatted(Html.escape(Scopes.textOf(name)), Html.escape(name)));
    }
    var content =
        """
        <p>The application <b>%s</b> asks for access to the account of <b>%s</b> at issuer <b>%s</b>. It would be able to:</p>
        <ul class="wishes">
        %s</ul>
        <form method="post" action="%s" class="row">
        %s
        <button id="allow" class="main" name="decision" value="allow">Allow</button>
        <button id="deny" name="decision" value="deny">Deny</button>
        </form>
        <form method="post" action="/logout" class="quiet">
        %s%s
        <button id="switch-account">Use another account</button>
        </form>
        """
            .formatted(
                Html.escape(client.id()),
                Html.escape(account.fullName),
                Html.escape(mode.name()),
                wishes,
                Html.escape(call.address()),
                Html.hidden("proof", proof),
                Html.hidden("proof", proof),
                Html.hidden("next", call.address()));
    return Answers.page(200, Html.page("Allow access?", content));
  }

  /** Sign in, then come back with the same question, but without being asked to sign in again. */
  static URI loginFirst(Call call) {
    var back = call.address().replaceAll("([?&])prompt=[^&]*", "$1");
    return URI.create("/login?next=" + URLEncoder.encode(back, UTF_8));
  }
}

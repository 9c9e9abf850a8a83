package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.net.URI;

/** Explains what stands here, and leads to every part of it. */
final class StartPage {
  private final URI base;
  private final Store store;

  StartPage(URI base, Store store) {
    this.base = base;
    this.store = store;
  }

  HTTPResponse answer() {
    var modes = new StringBuilder();
    for (var mode : store.modes()) {
      modes.append(
          """
          <li><h3>%s</h3>
          <p>%s</p>
          <p>Issuer <code>%s/%s</code> · <a href="/%s/.well-known/openid-configuration">discovery document of %s</a> · <a href="/ledger?mode=%s">ledger of %s</a></p></li>
          """
              .formatted(
                  mode.name(),
                  Html.escape(manners(mode)),
                  base,
                  mode.name(),
                  mode.name(),
                  mode.name(),
                  mode.name(),
                  mode.name()));
    }
    var content =
        """
        <p>An OAuth 2.0 and OpenID Connect provider with made-up accounts. It runs on this machine only, and forgets or fails when a test asks it to.</p>
        <h2>For the account's owner</h2>
        <p><a href="/account">See which applications have access, and revoke it</a>. Accounts: Ada Lindqvist, Ben Okafor and Chen Wei.</p>
        <h2>For the application</h2>
        <p>Client id <code>%s</code>, client secret <code>%s</code>, sent as <code>client_secret_basic</code> or <code>client_secret_post</code>. PKCE with S256 is required. A refresh token is given where the scope holds <code>offline_access</code> or the request <code>access_type=offline</code>.</p>
        <h2>Issuers</h2>
        <ul class="grants">
        %s</ul>
        <h2>Ledger</h2>
        <p><a href="/ledger">Every token request</a>, and <a href="/ledger/counts">how many of each kind</a>.</p>
        """
            .formatted(DemoProvider.CLIENT_ID, DemoProvider.CLIENT_SECRET, modes);
    return Answers.page(200, Html.page("Welcome", content));
  }

  private static String manners(Mode mode) {
    if (!mode.rotates()) {
      return "The refresh token never changes.";
    }
    var again =
        mode.grace() == 0
            ? "Each refresh gives a new refresh token; the old one is spent at once."
            : "Each refresh gives a new refresh token; the old one is accepted for %d s more."
                .formatted(mode.grace());
    return again
        + switch (mode.reuse()) {
          case NOTHING -> " Presenting a spent one is refused.";
          case REVOKES_GRANT -> " Presenting a spent one kills every token of the grant.";
          case REVOKES_MORE -> " Presenting a spent one kills every grant of the account.";
        };
  }
}

package io.evergrant.testkit.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Browser sessions, kept whole in one sealed cookie: a random id and who signed in. Each sign-in
 * brings a new id. Forms carry a seal of the session as proof that one of our pages posts them.
 */
final class Sessions {
  private static final String COOKIE = "demo_provider";

  private final Seal seal;

  Sessions(Seal seal) {
    this.seal = seal;
  }

  record Session(String id, @Nullable Account account) {}

  /** The session of this browser, or a new one with nobody in it. */
  Session of(Call call) {
    var cookie = call.cookie(COOKIE);
    var opened = cookie == null ? null : seal.open(COOKIE, cookie);
    if (opened == null) {
      return new Session(Seal.random(), null);
    }
    var parts = new String(opened, UTF_8).split("\\.", 2);
    return new Session(parts[0], parts.length < 2 ? null : Account.of(parts[1]));
  }

  Session signedIn(@Nullable Account account) {
    return new Session(Seal.random(), account);
  }

  HTTPResponse keep(HTTPResponse answer, Session session) {
    var account = session.account();
    var content = session.id() + "." + (account == null ? "" : account.subject());
    answer.setHeader(
        "Set-Cookie",
        COOKIE
            + "="
            + seal.close(COOKIE, content.getBytes(UTF_8))
            + "; Path=/; HttpOnly; SameSite=Lax");
    return answer;
  }

  String proof(Session session) {
    return seal.close("form", session.id().getBytes(UTF_8));
  }

  boolean isOwnForm(Call call, Session session) {
    var shown = call.form("proof");
    return shown != null
        && MessageDigest.isEqual(shown.getBytes(UTF_8), proof(session).getBytes(UTF_8));
  }
}

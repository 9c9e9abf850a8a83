package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.Prompt;
import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The authorization endpoint (RFC 6749, section 4.1.1): nothing is redirected before client and
 * redirect URI are known to belong together; after that every answer goes to the application, with
 * {@code iss} (RFC 9207).
 */
final class Authorization {
  private final URI base;
  private final Store store;
  private final Sessions sessions;
  private final InstantSource clock;

  Authorization(URI base, Store store, Sessions sessions, InstantSource clock) {
    this.base = base;
    this.store = store;
    this.sessions = sessions;
    this.clock = clock;
  }

  HTTPResponse answer(Call call, Mode mode) {
    var client = store.client(call.query("client_id"));
    if (client == null) {
      return ErrorPage.of(400, "The application that sent you here is not registered (client_id).");
    }
    var redirect = uri(call.query("redirect_uri"));
    if (redirect == null || !Client.mayRedirectTo(redirect)) {
      return ErrorPage.of(
          400,
          "The application asks to send you to an address that is not registered (redirect_uri).");
    }
    AuthorizationRequest request;
    Scope scope;
    try {
      request = checked(call);
      scope = Scopes.checked(request.getScope());
    } catch (Refused e) {
      return Answers.seeOther(refusal(mode, redirect, call.query("state"), e.error()));
    }
    var session = sessions.of(call);
    var account = session.account();
    if (request.getPrompt() != null && request.getPrompt().contains(Prompt.Type.NONE)) {
      var error = new ErrorObject(account == null ? "login_required" : "consent_required");
      return Answers.seeOther(refusal(mode, redirect, call.query("state"), error));
    }
    if (account == null || (!call.isPost() && asksForLogin(request))) {
      return Answers.seeOther(ConsentPage.loginFirst(call));
    }
    if (!call.isPost()) {
      return sessions.keep(
          ConsentPage.show(call, mode, client, scope, account, sessions.proof(session)), session);
    }
    if (!sessions.isOwnForm(call, session)) {
      return ErrorPage.of(403, "This form is too old. Go back and load the page again.");
    }
    return Answers.seeOther(
        "allow".equals(call.form("decision"))
            ? allowed(mode, client, redirect, request, scope, account)
            : refusal(mode, redirect, call.query("state"), OAuth2Error.ACCESS_DENIED));
  }

  private static AuthorizationRequest checked(Call call) throws Refused {
    AuthorizationRequest request;
    try {
      request = AuthorizationRequest.parse(call.http().getQueryStringParameters());
    } catch (ParseException e) {
      throw Refused.unread(e);
    }
    if (!request.getResponseType().impliesCodeFlow()) {
      throw new Refused(OAuth2Error.UNSUPPORTED_RESPONSE_TYPE);
    }
    if (request.getResponseMode() != null
        && !request.getResponseMode().equals(ResponseMode.QUERY)) {
      throw new Refused(OAuth2Error.INVALID_REQUEST, "Only response_mode=query is offered");
    }
    if (request.getCodeChallenge() == null
        || !CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod())) {
      throw new Refused(
          OAuth2Error.INVALID_REQUEST, "PKCE is required: code_challenge with method S256");
    }
    return request;
  }

  private static boolean asksForLogin(AuthorizationRequest request) {
    var prompt = request.getPrompt();
    return prompt != null
        && (prompt.contains(Prompt.Type.LOGIN) || prompt.contains(Prompt.Type.SELECT_ACCOUNT));
  }

  private URI allowed(
      Mode mode,
      Client client,
      URI redirect,
      AuthorizationRequest request,
      Scope scope,
      Account account) {
    var code = new AuthorizationCode(32);
    var nonce = request.getCustomParameter("nonce");
    var accessType = request.getCustomParameter("access_type");
    store.put(
        new Code(
            Seal.fingerprint(code.getValue()),
            mode.name(),
            client.id(),
            redirect.toString(),
            account.subject(),
            scope.toString(),
            request.getCodeChallenge().getValue(),
            nonce == null || nonce.isEmpty() ? null : nonce.getFirst(),
            scope.contains("offline_access")
                || (accessType != null && accessType.contains("offline")),
            clock.instant(),
            0));
    return new AuthorizationSuccessResponse(
            redirect, code, null, request.getState(), issuer(mode), ResponseMode.QUERY)
        .toURI();
  }

  private URI refusal(Mode mode, URI redirect, @Nullable String state, ErrorObject error) {
    var echoed = state == null || state.isBlank() ? null : new State(state);
    return new AuthorizationErrorResponse(redirect, error, echoed, issuer(mode), ResponseMode.QUERY)
        .toURI();
  }

  private @Nullable Issuer issuer(Mode mode) {
    return switch (mode.iss()) {
      case RIGHT -> Discovery.issuer(base, mode);
      case WRONG -> new Issuer("https://somebody-else.example");
      case NONE -> null;
    };
  }

  private static @Nullable URI uri(@Nullable String text) {
    try {
      return text == null ? null : URI.create(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}

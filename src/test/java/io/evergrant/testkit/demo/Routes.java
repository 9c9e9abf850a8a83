package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/** Which address is answered by whom. The first segment is a page of all issuers or a mode. */
final class Routes {
  private final Store store;
  private final StartPage start;
  private final LoginPage login;
  private final AccountPage account;
  private final LedgerEndpoint ledger;
  private final AdminEndpoint admin;
  private final Discovery discovery;
  private final Authorization authorization;
  private final TokenEndpoint token;
  private final Introspection introspection;
  private final Revocation revocation;
  private final UserInfoEndpoint userInfo;

  Routes(URI base, Store store, Seal seal, Admin admin, InstantSource clock) {
    this.store = store;
    var tokens = new Tokens(seal);
    var sessions = new Sessions(seal);
    start = new StartPage(base, store);
    login = new LoginPage(sessions);
    account = new AccountPage(store, sessions);
    ledger = new LedgerEndpoint(store.ledger);
    this.admin = new AdminEndpoint(admin);
    discovery = new Discovery(base, store.keys());
    authorization = new Authorization(base, store, sessions, clock);
    var codes = new CodeExchange(base, store, tokens, new IdTokens(store.keys()));
    token = new TokenEndpoint(store, codes, new Refresh(store, tokens), clock);
    introspection = new Introspection(base, store, tokens, clock);
    revocation = new Revocation(store, tokens, clock);
    userInfo = new UserInfoEndpoint(store, tokens, clock);
  }

  HTTPResponse answer(Call call) {
    var segments = call.segments();
    var rest = String.join("/", segments.subList(1, segments.size()));
    return switch (segments.getFirst()) {
      case "" -> start.answer();
      case "demo.css" -> resource("demo.css", "text/css; charset=utf-8");
      case "demo.svg" -> resource("demo.svg", "image/svg+xml");
      case "login" -> login.answer(call);
      case "logout" -> login.signOut(call);
      case "account" -> account.answer(call);
      case "ledger" -> rest.equals("counts") ? ledger.counts(call) : ledger.entries(call);
      case "admin" -> admin.answer(call, rest);
      case ".well-known" -> wellKnown(segments);
      default -> ofMode(call, segments.getFirst(), rest);
    };
  }

  private HTTPResponse ofMode(Call call, String name, String endpoint) {
    var mode = store.mode(name);
    if (mode == null) {
      return Answers.notFound();
    }
    return switch (endpoint) {
      case ".well-known/openid-configuration" -> discovery.metadata(mode);
      case "jwks" -> discovery.jwks();
      case "authorize" ->
          authorization.answer(mode.ownWords() ? OwnWords.authorize(call) : call, mode);
      case "token", "refresh" -> token(call, mode, endpoint);
      case "introspect" ->
          mode.introspection() ? introspection.answer(call, mode) : Answers.notFound();
      case "revoke" -> revocation.answer(call, mode);
      case "userinfo" -> userInfo.answer(call, mode);
      default -> Answers.notFound();
    };
  }

  private HTTPResponse token(Call call, Mode mode, String endpoint) {
    if (mode.ownWords()) {
      return OwnWords.token(call, mode, endpoint, token);
    }
    return endpoint.equals("token") ? token.answer(call, mode) : Answers.notFound();
  }

  /** RFC 8414, section 3: there the well-known part comes before the issuer's path. */
  private HTTPResponse wellKnown(List<String> segments) {
    var mode =
        segments.size() == 3 && segments.get(1).equals("oauth-authorization-server")
            ? store.mode(segments.get(2))
            : null;
    return mode == null ? Answers.notFound() : discovery.metadata(mode);
  }

  private static HTTPResponse resource(String name, String type) {
    try (var in = Routes.class.getResourceAsStream("/demo/" + name)) {
      if (in == null) {
        return Answers.notFound();
      }
      return Answers.of(200, type, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

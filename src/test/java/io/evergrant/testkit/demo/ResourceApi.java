package io.evergrant.testkit.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The API that a provider's access tokens are for, at {@code /api/{issuer}/…}: one per issuer. Only
 * a good token is answered (RFC 6750). Bodies stream both ways.
 */
final class ResourceApi implements HttpHandler {
  private static final int PIECE = 64 * 1024;

  private final Store store;
  private final Tokens tokens;
  private final InstantSource clock;
  private final List<ApiCall> calls = new CopyOnWriteArrayList<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  ResourceApi(Store store, Tokens tokens, InstantSource clock) {
    this.store = store;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** What was asked of the API of an issuer, in order. */
  List<ApiCall> calls(String mode) {
    return calls.stream().filter(call -> call.mode().equals(mode)).toList();
  }

  /** Every access token that came so far is refused from now on, though its end has not come. */
  void refuseSeen(String mode) {
    calls(mode).forEach(call -> refused.add(call.token()));
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var parts = exchange.getRequestURI().getRawPath().substring("/api/".length()).split("/", 2);
      var token = token(exchange);
      var mode = parts[0];
      calls.add(
          new ApiCall(
              mode,
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              token,
              Map.copyOf(exchange.getRequestHeaders())));
      var family = holder(token, mode);
      if (family == null) {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        text(exchange, 401, "text/plain", "this token is not good");
        return;
      }
      answer(exchange, parts.length < 2 ? "" : parts[1], family, token);
    }
  }

  private static void answer(HttpExchange exchange, String what, Family family, String token)
      throws IOException {
    switch (what) {
      case "me" -> me(exchange, family);
      case "sink" -> sink(exchange);
      case "source" -> source(exchange);
      case "mirror" -> mirror(exchange);
      case "forbidden" -> text(exchange, 401, "text/plain", "not for this account");
      case "chatty" -> chatty(exchange, token);
      default -> text(exchange, 200, "text/plain", what);
    }
  }

  private static void me(HttpExchange exchange, Family family) throws IOException {
    var json =
        Json.of("sub", family.subject(), "name", Account.nameOf(family.subject())).toJSONString();
    text(exchange, 200, "application/json", json);
  }

  /** Counts what comes, and keeps none of it. */
  private static void sink(HttpExchange exchange) throws IOException {
    try (var in = new DigestInputStream(exchange.getRequestBody(), sha256())) {
      var count = in.transferTo(OutputStream.nullOutputStream());
      var hash = HexFormat.of().formatHex(in.getMessageDigest().digest());
      var json = Json.of("bytes", count, "sha256", hash).toJSONString();
      text(exchange, 200, "application/json", json);
    }
  }

  /** As many bytes as the query says. */
  private static void source(HttpExchange exchange) throws IOException {
    var count = Long.parseLong(exchange.getRequestURI().getQuery());
    exchange.sendResponseHeaders(200, count);
    try (var out = new DigestOutputStream(exchange.getResponseBody(), sha256())) {
      var piece = new byte[PIECE];
      for (var left = count; left > 0; left -= piece.length) {
        out.write(piece, 0, (int) Math.min(left, piece.length));
      }
    }
  }

  /** Answers with what comes, piece by piece, while it comes. */
  private static void mirror(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (InputStream in = exchange.getRequestBody();
        var out = exchange.getResponseBody()) {
      in.transferTo(out);
    }
  }

  /** All that a front end must not get. */
  private static void chatty(HttpExchange exchange, String token) throws IOException {
    var head = exchange.getResponseHeaders();
    head.set("Set-Cookie", "provider=1; Path=/");
    head.set("X-Debug", "called with " + token);
    head.set("Access-Control-Allow-Origin", "*");
    head.set("WWW-Authenticate", "Basic realm=\"provider\"");
    head.set("Content-Security-Policy", "script-src *");
    head.set("X-Kept", "yes");
    head.set("Location", "/elsewhere");
    head.add("Link", "</app.css>; rel=stylesheet, <?page=2>; rel=\"next\"");
    head.add("Link", "</app.js>; rel=preload; as=script");
    text(exchange, 201, "text/html", "<script src=\"/x\"></script>");
  }

  private static void text(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    var bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static String token(HttpExchange exchange) {
    var header = exchange.getRequestHeaders().getFirst("Authorization");
    return header == null || !header.startsWith("Bearer ") ? "" : header.substring(7);
  }

  private @Nullable Family holder(String token, String mode) {
    var access = tokens.readAccess(token);
    var family = access == null ? null : store.family(access.family());
    var good =
        access != null
            && family != null
            && !refused.contains(token)
            && clock.instant().isBefore(access.expiresAt())
            && !store.isRevokedAccess(token)
            && family.alive()
            && family.mode().equals(mode);
    return good ? family : null;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

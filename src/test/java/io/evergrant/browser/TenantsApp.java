package io.evergrant.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.evergrant.testkit.BackEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.UUID;

/**
 * A product of the tenant, on an origin of its own: a page, and the back end that gets a ticket for
 * it. The page makes a key that cannot be read out, and signs each call (RFC 9449).
 */
final class TenantsApp implements AutoCloseable {
  private static final String PAGE =
      """
      <!doctype html><html lang="en"><meta charset="utf-8"><title>Files</title>
      <h1>Files</h1><p id="answer"></p><script type="module" src="/app.js"></script>
      """;

  private static final String SCRIPT =
      """
      const text = new TextEncoder();
      const base64url = (bytes) =>
        btoa(String.fromCharCode(...new Uint8Array(bytes)))
          .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
      const sha256 = async (words) => base64url(await crypto.subtle.digest('SHA-256', text.encode(words)));
      const key = await crypto.subtle.generateKey({name: 'ECDSA', namedCurve: 'P-256'}, false, ['sign']);
      const {crv, kty, x, y} = await crypto.subtle.exportKey('jwk', key.publicKey);
      const thumbprint = await sha256(JSON.stringify({crv, kty, x, y}));
      const ticket = await (await fetch('/ticket', {method: 'POST', body: thumbprint})).json();
      const call = async (path) => {
        const htu = ticket.forward + path;
        const part = (json) => base64url(text.encode(JSON.stringify(json)));
        const head = part({typ: 'dpop+jwt', alg: 'ES256', jwk: {crv, kty, x, y}});
        const claims = part({
          htm: 'GET', htu, iat: Math.floor(Date.now() / 1000), jti: crypto.randomUUID(),
          ath: await sha256(ticket.ticket)});
        const signature = await crypto.subtle.sign(
          {name: 'ECDSA', hash: 'SHA-256'}, key.privateKey, text.encode(head + '.' + claims));
        const proof = head + '.' + claims + '.' + base64url(signature);
        return fetch(htu, {headers: {Authorization: 'DPoP ' + ticket.ticket, DPoP: proof}});
      };
      // as careless as a page can be: all that it has is kept for as long as it can be
      window.kept = [ticket];
      localStorage.setItem('ticket', JSON.stringify(ticket));
      sessionStorage.setItem('ticket', JSON.stringify(ticket));
      try {
        const answer = await call(API);
        const body = await answer.text();
        window.kept.push(body, [...answer.headers]);
        localStorage.setItem('answer', body);
        document.getElementById('answer').textContent = answer.status + ' ' + body;
      } catch (e) {
        document.getElementById('answer').textContent = 'failed: ' + e;
      }
      """;

  private final HttpServer server;

  /**
   * Serves.
   *
   * @param api host and path of what the page reads
   */
  TenantsApp(BackEnd backEnd, UUID grant, String api) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var script = SCRIPT.replace("API", "'/" + api + "'");
    server.createContext("/", exchange -> answer(exchange, "text/html", PAGE));
    server.createContext("/app.js", exchange -> answer(exchange, "text/javascript", script));
    server.createContext(
        "/ticket",
        exchange -> {
          var thumbprint = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          var wish =
              "{\"dpop_jkt\":\"%s\",\"origin\":\"%s\",\"paths\":[\"%s\"]}"
                  .formatted(thumbprint, origin(), api);
          var ticket =
              backEnd.post(
                  "/api/v1/grants/" + grant + "/tickets", "application/json", wish.getBytes(UTF_8));
          answer(exchange, "application/json", ticket.body());
        });
    server.start();
  }

  /** On the portal's host, and another origin by its port. */
  URI origin() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange, String type, String text) throws IOException {
    try (exchange) {
      var bytes = text.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

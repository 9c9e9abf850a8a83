package io.evergrant.testkit.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Between the JDK's HTTP server and the SDK's messages. */
final class Wire implements HttpHandler {
  private static final System.Logger LOG = System.getLogger(Wire.class.getName());
  private static final int LARGEST_REQUEST = 1 << 20;

  private final URI base;
  private final Routes routes;
  private final Faults faults;

  Wire(URI base, Routes routes, Faults faults) {
    this.base = base;
    this.routes = routes;
    this.faults = faults;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var request = read(exchange);
    if (request == null) {
      send(exchange, Answers.json(400, Json.of("error", "invalid_request")));
      return;
    }
    var call = new Call(request);
    switch (faults.deliver(call, () -> answer(call))) {
      case Delivery.Whole(var answer) -> send(exchange, answer);
      case Delivery.Cut(var answer, var at) -> sendPart(exchange, answer, at);
      case Delivery.Trickle(var answer, var pause) -> trickle(exchange, answer, pause);
      case Delivery.Dropped() -> exchange.close();
    }
  }

  private HTTPResponse answer(Call call) {
    try {
      return routes.answer(call);
    } catch (IllegalArgumentException e) {
      return Answers.json(
          400, Json.of("error", "invalid_request", "error_description", e.getMessage()));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, call.http().getMethod() + " " + call.http().getURI().getPath(), e);
      return Answers.json(500, Json.of("error", "server_error"));
    }
  }

  private @Nullable HTTPRequest read(HttpExchange exchange) throws IOException {
    try {
      var method = HTTPRequest.Method.valueOf(exchange.getRequestMethod());
      var request = new HTTPRequest(method, base.resolve(exchange.getRequestURI()));
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> request.setHeader(name, values.toArray(String[]::new)));
      var body = exchange.getRequestBody().readNBytes(LARGEST_REQUEST + 1);
      if (body.length > LARGEST_REQUEST) {
        return null;
      }
      if (body.length > 0) {
        request.setBody(new String(body, UTF_8));
      }
      return request;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static void send(HttpExchange exchange, HTTPResponse answer) throws IOException {
    var body = begin(exchange, answer);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /** Closing an exchange that owes bytes makes the server end the connection. */
  private static void sendPart(HttpExchange exchange, HTTPResponse answer, int at)
      throws IOException {
    var body = begin(exchange, answer);
    var out = exchange.getResponseBody();
    out.write(body, 0, Math.min(at, body.length));
    out.flush();
    exchange.close();
  }

  private static void trickle(HttpExchange exchange, HTTPResponse answer, Duration pause)
      throws IOException {
    var body = begin(exchange, answer);
    try (var out = exchange.getResponseBody()) {
      for (var piece : body) {
        out.write(piece);
        out.flush();
        Faults.sleep(pause);
      }
    }
  }

  /** Sends the head; the body is still to be written. */
  private static byte[] begin(HttpExchange exchange, HTTPResponse answer) throws IOException {
    answer
        .getHeaderMap()
        .forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
    var text = answer.getBody();
    var body = text == null ? new byte[0] : text.getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.getStatusCode(), body.length == 0 ? -1 : body.length);
    return body;
  }
}

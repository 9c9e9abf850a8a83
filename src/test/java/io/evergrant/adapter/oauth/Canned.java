package io.evergrant.adapter.oauth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A provider on loopback that gives the answers it was told to, and remembers the questions. */
final class Canned implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, Answer> refused = new ConcurrentHashMap<>();
  private final List<Question> questions = new CopyOnWriteArrayList<>();
  private volatile @Nullable String retryAfter;

  Canned() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /** Says what a path answers; any other path answers 404. */
  Canned answering(String path, int status, String type, String body) {
    answers.put(path, new Answer(status, type, body));
    return this;
  }

  /** Says when an answer wants to be asked again. */
  Canned after(String retryAfter) {
    this.retryAfter = retryAfter;
    return this;
  }

  /** Says what is answered to whatever shows this, in its Authorization or its body. */
  Canned refusing(String shown, int status, String body) {
    refused.put(shown, new Answer(status, "application/json", body));
    return this;
  }

  Canned json(String path, int status, String body) {
    return answering(path, status, "application/json", body);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  List<Question> questions() {
    return questions;
  }

  Question onlyQuestion() {
    if (questions.size() != 1) {
      throw new AssertionError(questions.size() + " questions: " + questions);
    }
    return questions.getFirst();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var headers = exchange.getRequestHeaders();
      questions.add(
          new Question(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              String.valueOf(headers.getFirst("Authorization")),
              String.valueOf(headers.getFirst("Accept")),
              String.valueOf(headers.getFirst("Content-Type")),
              body));
      var shown = questions.getLast().authorization() + body;
      var answer =
          refused.entrySet().stream()
              .filter(one -> shown.contains(one.getKey()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElseGet(
                  () ->
                      answers.getOrDefault(
                          exchange.getRequestURI().getPath(),
                          new Answer(404, "text/plain", "nothing here")));
      var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      if (retryAfter != null) {
        exchange.getResponseHeaders().set("Retry-After", retryAfter);
      }
      if (answer.status() == 302) {
        exchange.getResponseHeaders().set("Location", answer.body());
      }
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** What was asked; {@code "null"} for a header that was not there. */
  record Question(
      String method, String path, String authorization, String accept, String type, String body) {}

  private record Answer(int status, String type, String body) {}
}

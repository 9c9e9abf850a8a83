package io.evergrant.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Plain questions to a server on this machine: is it there, and what does it say. Redirects are not
 * followed.
 */
final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private Http() {}

  /** What came back. */
  record Answer(int status, String body) {}

  /** The answer to a GET; empty when nobody answered. */
  static Optional<Answer> get(URI address) {
    try {
      return Optional.of(send(HttpRequest.newBuilder(address)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Sends what was built, within 30 seconds. */
  static Answer send(HttpRequest.Builder request) throws IOException {
    try {
      var response =
          CLIENT.send(
              request.timeout(Duration.ofSeconds(30)).build(),
              HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }
}

package io.evergrant.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.testkit.demo.DemoProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;

/** What the provider itself says of a refresh token (RFC 7662), asked past the portal. */
final class Introspected {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Introspected() {}

  static boolean isActive(URI issuer, String token) {
    var login = DemoProvider.CLIENT_ID + ":" + DemoProvider.CLIENT_SECRET;
    var request =
        HttpRequest.newBuilder(URI.create(issuer + "/introspect"))
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("token=" + URLEncoder.encode(token, UTF_8)))
            .build();
    try {
      var answer = HTTP.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("no introspection: " + answer.statusCode());
      }
      return answer.body().replace(" ", "").contains("\"active\":true");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

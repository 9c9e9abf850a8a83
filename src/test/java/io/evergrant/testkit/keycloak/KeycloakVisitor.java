package io.evergrant.testkit.keycloak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;

/**
 * A person at Keycloak's own login page, without a screen. Its cookies are {@code Secure} on plain
 * http too, which browsers send to loopback and Java's cookie handler does not: they are kept here.
 */
public final class KeycloakVisitor {
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> cookies = new LinkedHashMap<>();

  /** Signs in at the authorization request's page; gives the redirect to the application. */
  public URI authorize(URI request, String user, String password) {
    var page = send(HttpRequest.newBuilder(request).GET());
    // after a pushed request (RFC 9126) the page has an address of its own
    for (var i = 0; i < 3 && page.statusCode() == 302; i++) {
      var next = page.headers().firstValue("Location").orElseThrow();
      page = send(HttpRequest.newBuilder(request.resolve(next)).GET());
    }
    var form = Jsoup.parse(page.body()).selectFirst("form#kc-form-login");
    if (form == null) {
      throw new AssertionError("no login form: " + page.statusCode() + " " + page.body());
    }
    var body =
        Map.of("username", user, "password", password).entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    var answer =
        send(
            HttpRequest.newBuilder(URI.create(form.attr("action")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    return URI.create(
        answer
            .headers()
            .firstValue("Location")
            .orElseThrow(() -> new AssertionError("not signed in: " + answer.body())));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(e -> e.getKey() + "=" + e.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      var response = http.send(request.build(), BodyHandlers.ofString());
      for (var cookie : response.headers().allValues("Set-Cookie")) {
        var pair = cookie.substring(0, (cookie + ";").indexOf(';'));
        var equals = pair.indexOf('=');
        cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

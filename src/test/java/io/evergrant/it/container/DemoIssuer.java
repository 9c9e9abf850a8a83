package io.evergrant.it.container;

import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The demo provider, which runs beside the container: known by its address alone. */
final class DemoIssuer {
  static final String CLIENT_ID = "demo";
  static final String CLIENT_SECRET = "demo-secret-0f6d2b7c41";
  private static final String MODE = "strict";

  private DemoIssuer() {}

  static URI address() {
    return at("");
  }

  static URI at(String endpoint) {
    return URI.create(base() + "/" + MODE + endpoint);
  }

  /** A grant made without a browser. */
  static Seeded seed() {
    var body = JSONObjectUtils.toJSONString(Map.of("mode", MODE, "count", 1));
    var made =
        list(HttpRequest.newBuilder(URI.create(base() + "/admin/seed")).POST(of(body))).getFirst();
    return new Seeded(text(made, "grant"), text(made, "subject"), text(made, "refresh_token"));
  }

  /** How often the provider was asked for tokens of this account. */
  static long requests(String subject) {
    return list(HttpRequest.newBuilder(URI.create(base() + "/ledger?mode=" + MODE))).stream()
        .filter(entry -> subject.equals(entry.get("account")))
        .count();
  }

  private static List<Map<?, ?>> list(HttpRequest.Builder request) {
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request.build(), BodyHandlers.ofString());
      return JSONArrayUtils.parse(answer.body()).stream()
          .<Map<?, ?>>map(entry -> (Map<?, ?>) entry)
          .toList();
    } catch (IOException | ParseException e) {
      throw new IllegalStateException("the demo provider did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static HttpRequest.BodyPublisher of(String body) {
    return BodyPublishers.ofString(body);
  }

  private static String text(Map<?, ?> object, String member) {
    return Objects.toString(object.get(member));
  }

  private static String base() {
    return Objects.requireNonNull(System.getProperty("evergrant.it.demo"));
  }

  /** A grant at the provider. */
  record Seeded(String grant, String subject, String refreshToken) {}
}

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

  /** Strict, with access tokens of an hour: nothing is refreshed a second time meanwhile. */
  private static final String MODE = "container";

  private DemoIssuer() {}

  static URI address() {
    return at("");
  }

  static URI at(String endpoint) {
    return URI.create(base() + "/" + MODE + endpoint);
  }

  /** A grant made without a browser. */
  static Seeded seed() {
    ask(post("/admin/settings", Map.of("mode", MODE, "access_life_s", 3_600)));
    var made = list(ask(post("/admin/seed", Map.of("mode", MODE, "count", 1)))).getFirst();
    return new Seeded(text(made, "grant"), text(made, "subject"), text(made, "refresh_token"));
  }

  /** How often the provider was asked for tokens of this account. */
  static long requests(String subject) {
    return list(ask(to("/ledger?mode=" + MODE))).stream()
        .filter(entry -> subject.equals(entry.get("account")))
        .count();
  }

  private static HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(base() + path));
  }

  private static HttpRequest.Builder post(String path, Map<String, Object> body) {
    return to(path).POST(BodyPublishers.ofString(JSONObjectUtils.toJSONString(body)));
  }

  private static String ask(HttpRequest.Builder request) {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new IllegalStateException("the demo provider did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<Map<?, ?>> list(String json) {
    try {
      return JSONArrayUtils.parse(json).stream().<Map<?, ?>>map(one -> (Map<?, ?>) one).toList();
    } catch (ParseException e) {
      throw new IllegalStateException("the demo provider answered no list", e);
    }
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

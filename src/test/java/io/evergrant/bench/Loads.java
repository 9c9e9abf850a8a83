package io.evergrant.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jsoup.Jsoup;

/** Loads addresses of the portal as a browser does, compressed, and as a back end. */
final class Loads {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private final String key;
  private final String cookie;

  /**
   * For somebody.
   *
   * @param cookie of a session; empty for a stranger
   * @param key empty for whoever has none
   */
  Loads(URI base, String cookie, String key) {
    this.base = base;
    this.cookie = cookie;
    this.key = key;
  }

  /** Milliseconds of each. */
  List<Double> times(String path, int warmUp, int times) {
    for (var i = 0; i < warmUp; i++) {
      load(path);
    }
    var found = new ArrayList<Double>();
    for (var i = 0; i < times; i++) {
      found.add(load(path).millis());
    }
    return found;
  }

  String body(String path) {
    var response = load(path).response();
    if (response.headers().firstValue("Content-Encoding").isEmpty()) {
      return new String(response.body(), UTF_8);
    }
    try (var opened = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      return new String(opened.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(path, e);
    }
  }

  /** Bytes of the page, its styles, scripts and pictures, as they are transferred. */
  long weight(String path) {
    var weight = (long) load(path).response().body().length;
    var page = Jsoup.parse(body(path), base.toString());
    var parts = new LinkedHashSet<String>();
    parts.addAll(page.select("link[rel=stylesheet], link[rel=icon]").eachAttr("href"));
    parts.addAll(page.select("script[src], img[src]").eachAttr("src"));
    for (var part : parts) {
      weight += load(part).response().body().length;
    }
    return weight;
  }

  /** What was refused because it came too soon is asked again, and its time does not count. */
  private Loaded load(String path) {
    try {
      while (true) {
        var began = System.nanoTime();
        var response = http.send(request(path), BodyHandlers.ofByteArray());
        if (response.statusCode() == 200) {
          return new Loaded(response, (System.nanoTime() - began) / 1e6);
        }
        if (response.statusCode() != 429) {
          throw new IllegalStateException(path + " answered " + response.statusCode());
        }
        Thread.sleep(1_000);
      }
    } catch (IOException e) {
      throw new IllegalStateException(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest request(String path) {
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofMinutes(1))
            .header("Accept-Encoding", "gzip");
    if (path.startsWith("/api/")) {
      request.header("Authorization", "Bearer " + key);
    } else if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    return request.build();
  }

  private record Loaded(HttpResponse<byte[]> response, double millis) {}
}

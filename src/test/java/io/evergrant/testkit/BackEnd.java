package io.evergrant.testkit;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.evergrant.domain.secret.ApiKeySecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A tenant's back end: a key and an HTTP client. */
public final class BackEnd {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(20))
          .build();

  private final URI base;
  private final ApiKeySecret key;

  public BackEnd(URI base, ApiKeySecret key) {
    this.base = base;
    this.key = key;
  }

  public Answer get(String path) {
    return call("GET", path, request -> request);
  }

  public Answer post(String path) {
    return call("POST", path, request -> request);
  }

  public Answer post(String path, String type, byte[] body) {
    return call(
        "POST",
        path,
        request ->
            request.header("Content-Type", type).method("POST", BodyPublishers.ofByteArray(body)));
  }

  /** With a key, and whatever else the test wants. */
  public Answer call(String method, String path, UnaryOperator<HttpRequest.Builder> more) {
    return send(
        base,
        path,
        request ->
            more.apply(
                request
                    .method(method, BodyPublishers.noBody())
                    .header("Authorization", "Bearer " + key.reveal())));
  }

  /** As a stranger. */
  public static Answer send(URI base, String path, UnaryOperator<HttpRequest.Builder> build) {
    var request =
        build.apply(HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(90)));
    try {
      var response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What came back. */
  public record Answer(int status, HttpHeaders headers, String body) {
    public Map<String, Object> json() {
      try {
        return JSONObjectUtils.parse(body);
      } catch (ParseException e) {
        throw new AssertionError("no JSON: " + status + " " + body, e);
      }
    }

    /** A member; «null» where it is null or absent. */
    public String text(String member) {
      return String.valueOf(json().get(member));
    }

    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> items() {
      return (List<Map<String, Object>>) json().getOrDefault("items", List.of());
    }

    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    /** The problem's type without what all have in common; empty where it is no problem. */
    public String problem() {
      return header("Content-Type").equals("application/problem+json")
          ? text("type").substring("urn:evergrant:problem:".length())
          : "";
    }
  }
}

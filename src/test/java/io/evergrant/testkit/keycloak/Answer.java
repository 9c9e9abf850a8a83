package io.evergrant.testkit.keycloak;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONArrayUtils;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.minidev.json.JSONObject;

/** What Keycloak answered to a plain question. */
public record Answer(int status, String body) {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** The answer to a GET; empty when nobody answered. */
  public static Optional<Answer> of(URI address) {
    try {
      return Optional.of(ask(HttpRequest.newBuilder(address)));
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** A POST of form fields. */
  public static Answer posted(URI address, Map<String, String> fields) {
    var form =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return ask(
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  static Answer ask(HttpRequest.Builder request) {
    try {
      var response =
          CLIENT.send(
              request.timeout(Duration.ofSeconds(30)).build(),
              HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException("Keycloak did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while Keycloak was asked", e);
    }
  }

  /** A text member of the JSON object that was answered. */
  public String text(String member) {
    try {
      return JSONObjectUtils.getString(JSONObjectUtils.parse(body), member);
    } catch (ParseException e) {
      throw new IllegalStateException("Keycloak answered " + status + " without " + member, e);
    }
  }

  /** The JSON objects of the array that was answered. */
  List<JSONObject> objects() {
    try {
      return JSONArrayUtils.parse(body).stream().map(JSONObject.class::cast).toList();
    } catch (ParseException e) {
      throw new IllegalStateException("Keycloak answered " + status + " and no array", e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

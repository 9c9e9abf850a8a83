package io.evergrant.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The portal's REST API, of which one call is needed. Follows no redirect: the key is for it. */
final class Portal {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** The portal itself waits at most 20 seconds for a provider. */
  private static final Duration ANSWER = Duration.ofSeconds(45);

  /** 502 and 504 are a proxy's, whose portal restarts. */
  private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);

  private static final int LARGEST = 256 * 1024;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final InstantSource clock;

  Portal(InstantSource clock) {
    this.clock = clock;
  }

  /** What came of asking. */
  sealed interface Answer {
    record Given(Token token) implements Answer {}

    /**
     * Not now: by the portal's word, or because it was not reached, as while it restarts.
     *
     * @param retryAfter as the field of that name says (RFC 9110 section 10.2.3); null without
     */
    record Later(Failure why, @Nullable Duration retryAfter) implements Answer {}

    record No(Failure why) implements Answer {}
  }

  Answer ask(Settings settings) {
    var address =
        settings.portal()
            + "/api/v1/grants/"
            + settings.grant()
            + "/access-token?min_ttl="
            + settings.minTtl().toSeconds();
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(ANSWER)
            .header("Authorization", "Bearer " + settings.key().reveal())
            .header("Accept", "application/json, application/problem+json")
            .header("User-Agent", "evergrant-cli")
            .build();
    var asked = clock.instant();
    try {
      var response = http.send(request, BodyHandlers.ofInputStream());
      try (var body = response.body()) {
        return read(settings, response, new String(body.readNBytes(LARGEST), UTF_8), asked);
      }
    } catch (IOException e) {
      return new Answer.Later(Problem.notReached(settings.portal(), e), null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.No(Problem.notReached(settings.portal(), e));
    }
  }

  private Answer read(Settings settings, HttpResponse<?> response, String body, Instant asked) {
    var status = response.statusCode();
    if (status == 200) {
      try {
        var members = Json.object(body);
        return new Answer.Given(
            Token.answered(settings.portal(), settings.grant(), members, asked));
      } catch (IllegalArgumentException e) {
        return new Answer.No(Problem.notEvergrant(status));
      }
    }
    var failure = Problem.of(status, body).failure();
    return LATER.contains(status)
        ? new Answer.Later(failure, wait(response.headers().firstValue("Retry-After").orElse("")))
        : new Answer.No(failure);
  }

  private @Nullable Duration wait(String retryAfter) {
    try {
      return retryAfter.matches("\\d{1,9}")
          ? Duration.ofSeconds(Long.parseLong(retryAfter))
          : Duration.between(
              clock.instant(),
              Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter)));
    } catch (DateTimeException e) {
      return null;
    }
  }
}

package io.evergrant.api;

import io.evergrant.usecase.idempotency.AnswerOnce;
import io.evergrant.usecase.idempotency.AnswerOnce.Begun;
import io.evergrant.usecase.idempotency.AnswerOnce.Run;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header-07): the same key with the
 * same request gets the first answer again. An answer of 5xx or 429 is none: the request may be
 * sent again with its key, and runs again, but where it was told to take long and is still running.
 */
@Provider
@Once
@Priority(Priorities.USER)
public class OnceFilter implements ContainerRequestFilter, ContainerResponseFilter {
  static final String HEADER = "Idempotency-Key";
  static final String REPLAYED = "Idempotency-Replayed";

  /** A string of RFC 8941 section 3.3.3, or, as many write it, without its quotes. */
  private static final Pattern KEY =
      Pattern.compile("\"([ !#-\\[\\]-~]{1,255})\"|([!#-+\\--\\[\\]-~]{1,255})");

  private static final Duration UNDER_WAY = Duration.ofSeconds(2);

  @Inject private AnswerOnce answers;

  @Override
  public void filter(ContainerRequestContext request) {
    var sent = key(request.getHeaders().get(HEADER));
    if (sent.isEmpty()) {
      return;
    }
    var digest = RequestDigest.of(request);
    switch (answers.begin(Caller.of(request.getSecurityContext()), sent.get())) {
      case Begun.Now now -> {
        request.setEntityStream(digest);
        request.setProperty(OnceRun.STARTED, new OnceRun(answers, now.run(), digest));
      }
      case Begun.Before before -> request.abortWith(again(before, digest));
      case Begun.UnderWay running ->
          throw new Problem(
                  ProblemType.IDEMPOTENT_UNDER_WAY,
                  "A request with this Idempotency-Key is under way. Ask again.")
              .retryAfter(UNDER_WAY);
      case Begun.Lost lost ->
          throw new Problem(
              ProblemType.IDEMPOTENT_ANSWER_LOST,
              "A request with this Idempotency-Key began, and its answer was lost: look whether it"
                  + " was done, and send it with another key if it was not.");
    }
  }

  /** What runs under an {@code Idempotency-Key}; empty where none was sent. */
  static Optional<Run> run(HttpServletRequest request) {
    return OnceRun.of(request).map(OnceRun::run);
  }

  private Response again(Begun.Before before, RequestDigest digest) {
    if (!digest.whole(ImportBody.LONGEST).equals(Optional.of(before.digest()))) {
      throw new Problem(
          ProblemType.IDEMPOTENCY_KEY_REUSED,
          "Another request was sent with this Idempotency-Key. Give each request one of its own.");
    }
    var kept = answers.open(before);
    var answer = Response.status(kept.status()).header(REPLAYED, "true");
    kept.headers().forEach(answer::header);
    return kept.body().isEmpty() ? answer.build() : answer.entity(kept.body()).build();
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(OnceRun.STARTED) instanceof OnceRun run) {
      request.removeProperty(OnceRun.STARTED);
      var body = Objects.requireNonNullElse(response.getEntity(), "").toString();
      run.answered(response.getStatus(), response::getHeaderString, body);
    }
  }

  private static Optional<String> key(@Nullable List<String> sent) {
    if (sent == null || sent.isEmpty()) {
      return Optional.empty();
    }
    var found = KEY.matcher(sent.getFirst().strip());
    if (sent.size() > 1 || !found.matches()) {
      throw new Problem(
              ProblemType.INVALID_HEADER,
              "«" + HEADER + "» is no key: send one string of 1 to 255 characters in quotes.")
          .with("header", HEADER);
    }
    return Optional.ofNullable(found.group(1)).or(() -> Optional.of(found.group(2)));
  }
}

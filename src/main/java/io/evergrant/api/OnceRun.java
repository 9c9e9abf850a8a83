package io.evergrant.api;

import io.evergrant.usecase.idempotency.AnswerOnce;
import io.evergrant.usecase.idempotency.AnswerOnce.Run;
import io.evergrant.usecase.port.KeptAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request that runs under an {@code Idempotency-Key}. Its caller may have been told that it takes
 * long before it ended: then it stays under way, and what comes in the end is what is kept.
 */
final class OnceRun {
  static final String STARTED = "evergrant.api.once";

  private static final List<String> KEPT =
      List.of(
          HttpHeaders.CONTENT_TYPE,
          HttpHeaders.LOCATION,
          HttpHeaders.ETAG,
          HttpHeaders.CACHE_CONTROL);

  private final AnswerOnce answers;
  private final Run run;
  private final RequestDigest digest;
  private boolean left;
  private @Nullable String taken;
  private @Nullable KeptAnswer late;

  OnceRun(AnswerOnce answers, Run run, RequestDigest digest) {
    this.answers = answers;
    this.run = run;
    this.digest = digest;
  }

  /** Empty where no key was sent. */
  static Optional<OnceRun> of(HttpServletRequest request) {
    return request.getAttribute(STARTED) instanceof OnceRun run
        ? Optional.of(run)
        : Optional.empty();
  }

  Run run() {
    return run;
  }

  /** The next answer tells that it is under way, and is not the answer. */
  synchronized void leave() {
    left = true;
  }

  /** The caller gets this now. The request's streams are there for the last time. */
  void answered(int status, Function<String, @Nullable String> headers, String body) {
    var whole = digest.whole();
    if (isLeft()) {
      whole.ifPresent(this::take);
    } else if (isNone(status) || whole.isEmpty()) {
      answers.forget(run);
    } else {
      answers.end(run, whole.get(), kept(status, headers, body));
    }
  }

  private synchronized boolean isLeft() {
    return left;
  }

  private synchronized void take(String whole) {
    taken = whole;
    endIfBoth();
  }

  /** It ended after its caller had gone on: with a response, or with what was thrown. */
  void end(Object result) {
    if (result instanceof Throwable thrown) {
      var problem = EveryProblem.problem(thrown);
      end(problem.type().status(), problem::header, problem.document().toString());
    } else {
      var response = (Response) result;
      var body = Objects.requireNonNullElse(response.getEntity(), "").toString();
      end(response.getStatus(), name -> header(response, name), body);
    }
  }

  private void end(int status, Function<String, @Nullable String> headers, String body) {
    if (isNone(status)) {
      answers.forget(run);
      return;
    }
    var kept = kept(status, headers, body);
    synchronized (this) {
      late = kept;
      endIfBoth();
    }
  }

  /** What no resource set is set by what they all produce. */
  private static @Nullable String header(Response response, String name) {
    var value = response.getHeaderString(name);
    return value == null && name.equals(HttpHeaders.CONTENT_TYPE) && response.hasEntity()
        ? MediaType.APPLICATION_JSON
        : value;
  }

  private void endIfBoth() {
    if (taken != null && late != null) {
      answers.end(run, taken, late);
    }
  }

  /** An answer of 5xx or 429 is none: sent again, the request runs again. */
  private static boolean isNone(int status) {
    return status >= 500 || status == 429;
  }

  private static KeptAnswer kept(int status, Function<String, @Nullable String> all, String body) {
    var headers = new HashMap<String, String>();
    for (var name : KEPT) {
      var value = all.apply(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    return new KeptAnswer(status, headers, body);
  }
}

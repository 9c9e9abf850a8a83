package io.evergrant.api;

import jakarta.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends a call with a problem document (RFC 9457). */
final class Problem extends RuntimeException {
  static final String MEDIA_TYPE = "application/problem+json";

  private static final long serialVersionUID = 1L;

  private final transient ProblemType type;
  private final transient Map<String, Object> members = new LinkedHashMap<>();
  private final transient Map<String, String> headers = new LinkedHashMap<>();
  private final transient List<FieldError> errors = new ArrayList<>();

  /**
   * A problem of a kind.
   *
   * @param detail what is wrong with this very call, and what helps
   */
  Problem(ProblemType type, String detail) {
    super(detail, null, false, false);
    this.type = type;
  }

  /** A parameter of the address that is wrong. */
  static Problem parameter(String name, String mend) {
    return new Problem(ProblemType.INVALID_PARAMETER, "«" + name + "»: " + mend)
        .with("parameter", name);
  }

  /** A member of the body that is wrong. */
  static Problem field(String name, String mend) {
    return fields(List.of(FieldError.of(name, mend)));
  }

  /** Members of the body that are wrong: the first one in words, and all of them in a list. */
  static Problem fields(List<FieldError> errors) {
    var first = errors.getFirst();
    var problem =
        new Problem(ProblemType.INVALID_BODY, first.sentence())
            .with("field", first.name())
            .with("errors", Json.objects(errors.stream().map(FieldError::view).toList()));
    problem.errors.addAll(errors);
    return problem;
  }

  /** The wrong members that it names; none where it is about something else. */
  List<FieldError> errors() {
    return List.copyOf(errors);
  }

  static Problem notFound() {
    return new Problem(
        ProblemType.NOT_FOUND, "There is nothing at this address that this key could see.");
  }

  /** A further member (section 3.2). */
  Problem with(String member, @Nullable Object value) {
    if (value != null) {
      members.put(member, value);
    }
    return this;
  }

  Problem header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** When to come again, at least a second from now (RFC 9110 section 10.2.3). */
  Problem retryAfter(Duration wait) {
    var seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
  }

  /** Of its answer; null where it has none of that name. */
  @Nullable String header(String name) {
    return name.equals(HttpHeaders.CONTENT_TYPE) ? MEDIA_TYPE : headers.get(name);
  }

  ProblemType type() {
    return type;
  }

  Response response() {
    var answer = Response.status(type.status()).type(MEDIA_TYPE).entity(document().toString());
    headers.forEach(answer::header);
    return answer.build();
  }

  JsonObject document() {
    return told().done();
  }

  /** Within another answer, which has no headers of its own for it. */
  JsonObject asMember() {
    var wait = headers.get(HttpHeaders.RETRY_AFTER);
    var document = told();
    return wait == null ? document.done() : document.with("retry_after", Long.valueOf(wait)).done();
  }

  private Json told() {
    var document =
        new Json()
            .with("type", type.uri())
            .with("title", type.title())
            .with("status", type.status())
            .with("detail", getMessage());
    members.forEach(document::with);
    return document;
  }
}

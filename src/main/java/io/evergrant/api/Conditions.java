package io.evergrant.api;

import jakarta.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers with an entity tag, and what a caller makes depend on one (RFC 9110 section 13). */
final class Conditions {
  /** Grows with every change, so it is no news that it did. */
  static final String VERSION = "version";

  private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7E]*)\"");

  private final HttpHeaders headers;

  private Conditions(HttpHeaders headers) {
    this.headers = headers;
  }

  static Conditions of(HttpHeaders headers) {
    return new Conditions(headers);
  }

  /** 200 with the representation, or 304 where the caller has it already. */
  Response answer(JsonObject view) {
    return answer(view, view.toString());
  }

  /** The same for a representation that is written otherwise. */
  Response answer(JsonObject view, String entity) {
    var tag = Tag.of(view);
    var sent = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
    return sent != null && matches(sent, tag, true)
        ? Response.notModified().header(HttpHeaders.ETAG, tag.quoted()).build()
        : now(view, entity);
  }

  /** 200 with a representation as it is after a change. */
  static Response now(JsonObject view) {
    return now(view, view.toString());
  }

  private static Response now(JsonObject view, String entity) {
    return Response.ok(entity).header(HttpHeaders.ETAG, Tag.of(view).quoted()).build();
  }

  /** For a change that would undo another's: goes on only with the tag of what is there. */
  void require(JsonObject view) {
    if (headers.getHeaderString(HttpHeaders.IF_MATCH) == null) {
      throw new Problem(
              ProblemType.PRECONDITION_REQUIRED,
              "Send If-Match with the ETag of the answer that you changed, or * for whatever is"
                  + " there.")
          .header(HttpHeaders.ETAG, Tag.of(view).quoted());
    }
    respect(view);
  }

  /** For a change that stands by itself: goes on where the caller asked for nothing else. */
  void respect(JsonObject view) {
    var sent = headers.getHeaderString(HttpHeaders.IF_MATCH);
    if (sent != null && !matches(sent, Tag.of(view), false)) {
      throw stale(view, sent);
    }
  }

  /** Somebody else was faster, between the look at the tag and the change. */
  Problem stale(JsonObject view) {
    return stale(view, headers.getHeaderString(HttpHeaders.IF_MATCH));
  }

  private static Problem stale(JsonObject view, @Nullable String sent) {
    return new Problem(
            ProblemType.PRECONDITION_FAILED,
            "It was changed since. Read it again, and send your change with the new ETag and its"
                + " quotes.")
        .with("changed", changed(view, sent).map(Json::texts).orElse(null))
        .with("current", view)
        .header(HttpHeaders.ETAG, Tag.of(view).quoted());
  }

  private static Optional<List<String>> changed(JsonObject view, @Nullable String sent) {
    var tags = sent == null ? List.<Sent>of() : sent(sent);
    if (tags.size() != 1) {
      return Optional.empty();
    }
    return Tag.changed(view, new Tag(tags.getFirst().tag()))
        .map(names -> names.stream().filter(name -> !name.equals(VERSION)).toList());
  }

  /** What is no tag is none of this one. */
  private static boolean matches(String sent, Tag tag, boolean weakly) {
    if (sent.strip().equals("*")) {
      return true;
    }
    return sent(sent).stream()
        .anyMatch(one -> one.tag().equals(tag.text()) && (weakly || !one.isWeak()));
  }

  private static List<Sent> sent(String header) {
    var tags = new ArrayList<Sent>();
    var found = TAG.matcher(header);
    while (found.find()) {
      tags.add(new Sent(found.group(1) != null, found.group(2)));
    }
    return tags;
  }

  private record Sent(boolean isWeak, String tag) {}
}

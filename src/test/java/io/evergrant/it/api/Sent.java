package io.evergrant.it.api;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.BackEnd.Answer;
import java.net.http.HttpRequest.BodyPublishers;

/** What a back end sends beyond plain reading. */
final class Sent {
  static final String JSON = "application/json";
  static final String PATCH = "application/merge-patch+json";

  private Sent() {}

  static Answer json(BackEnd by, String method, String path, String body) {
    return by.call(
        method,
        path,
        request ->
            request.header("Content-Type", JSON).method(method, BodyPublishers.ofString(body)));
  }

  /** A change of what has this tag. */
  static Answer change(
      BackEnd by, String method, String path, String type, String body, String tag) {
    return by.call(
        method,
        path,
        request ->
            request
                .header("Content-Type", type)
                .header("If-Match", tag)
                .method(method, BodyPublishers.ofString(body)));
  }

  static Answer patch(BackEnd by, String path, String body, String tag) {
    return change(by, "PATCH", path, PATCH, body, tag);
  }

  static Answer remove(BackEnd by, String path) {
    return by.call("DELETE", path, request -> request);
  }

  /** Of what has this tag. */
  static Answer remove(BackEnd by, String path, String tag) {
    return by.call("DELETE", path, request -> request.header("If-Match", tag));
  }

  /** An act that stands by itself, with one more header. */
  static Answer act(BackEnd by, String path, String header, String value) {
    return by.call("POST", path, request -> request.header(header, value));
  }
}

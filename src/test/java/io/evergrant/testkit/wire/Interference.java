package io.evergrant.testkit.wire;

import java.time.Duration;

/** What becomes of one request or of its answer. */
public sealed interface Interference {
  /** Nothing. */
  record Pass() implements Interference {}

  /** The request waits here until the rule lets it go on or drops it. */
  record HoldRequest() implements Interference {}

  /** The server gets the request; its answer waits here. */
  record HoldAnswer() implements Interference {}

  /** The request goes on later. */
  record DelayRequest(Duration by) implements Interference {}

  /** The server gets the request at once; its answer is handed on later. */
  record DelayAnswer(Duration by) implements Interference {}

  /** The client's connection is reset; the server never sees the request. */
  record ResetBefore() implements Interference {}

  /** The client's connection is reset once the server has answered. */
  record ResetAfter() implements Interference {}

  /** So many bytes of the answer, head included, then the connection ends. */
  record Cut(int bytes) implements Interference {}

  /** One byte of the answer after each pause. */
  record Trickle(Duration pause) implements Interference {}

  /** The server never sees the request; the client gets this JSON for an answer. HTTP alone. */
  record Answer(int status, String body) implements Interference {}

  /** The server gets the request twice, and the client the answer to the second. */
  record Twice() implements Interference {}
}

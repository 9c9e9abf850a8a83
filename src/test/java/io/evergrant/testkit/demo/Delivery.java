package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.time.Duration;

/** How an answer goes, or does not go, over the wire. */
sealed interface Delivery {
  record Whole(HTTPResponse answer) implements Delivery {}

  /** The head and so many bytes of the body it promised, then the connection ends. */
  record Cut(HTTPResponse answer, int at) implements Delivery {}

  /** One byte of the body after each pause. */
  record Trickle(HTTPResponse answer, Duration pause) implements Delivery {}

  /** The connection ends without a byte. */
  record Dropped() implements Delivery {}
}

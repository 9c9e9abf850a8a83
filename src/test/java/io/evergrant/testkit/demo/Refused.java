package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;

/** A request that the protocol refuses; carries the error that the client is told. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient ErrorObject error;

  Refused(ErrorObject error) {
    super(error.getCode(), null, false, false);
    this.error = error;
  }

  Refused(ErrorObject error, String description) {
    this(error.setDescription(description));
  }

  /** What the SDK could not read; it does not always name an error. */
  static Refused unread(ParseException e) {
    var known = e.getErrorObject();
    return known != null
        ? new Refused(known)
        : new Refused(
            OAuth2Error.INVALID_REQUEST,
            ErrorObject.removeIllegalChars(String.valueOf(e.getMessage())));
  }

  ErrorObject error() {
    return error;
  }
}

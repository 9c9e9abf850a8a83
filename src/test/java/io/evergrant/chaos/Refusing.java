package io.evergrant.chaos;

import io.evergrant.testkit.wire.Interference.Answer;

/** How OpenBao refuses a request without doing anything, as it words it. */
enum Refusing {
  DENIED(403, "1 error occurred:\\n\\t* permission denied\\n\\n"),
  CONFLICT(400, "check-and-set parameter did not match the current version"),
  BROKEN(500, "1 error occurred:\\n\\t* internal error\\n\\n"),
  OVERLOADED(503, "request could not be queued");

  private final int status;
  private final String error;

  Refusing(int status, String error) {
    this.status = status;
    this.error = error;
  }

  Answer answer() {
    return new Answer(status, "{\"errors\":[\"" + error + "\"]}");
  }
}

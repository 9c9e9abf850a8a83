package io.evergrant.cli;

/** Ends the program: what is wrong, and what mends it. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;
  private final String mend;

  Failure(ExitCode code, String cause, String mend) {
    super(cause, null, false, false);
    this.code = code;
    this.mend = mend;
  }

  static Failure usage(String cause, String mend) {
    return new Failure(ExitCode.USAGE, cause, mend);
  }

  static Failure place(String cause, String mend) {
    return new Failure(ExitCode.PLACE_REFUSED, cause, mend);
  }

  ExitCode code() {
    return code;
  }

  String cause() {
    return String.valueOf(getMessage());
  }

  String mend() {
    return mend;
  }
}

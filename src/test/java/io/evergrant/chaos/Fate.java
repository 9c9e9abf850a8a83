package io.evergrant.chaos;

/** What a person did to a grant while it was refreshed, and so how it must stand afterwards. */
enum Fate {
  /** Nothing: it goes on. */
  LIVES("ACTIVE"),

  /** Its owner consented again: it goes on with what that brought. */
  CONSENTED("ACTIVE"),

  /** Another program's token took the place of its own: it goes on with that. */
  IMPORTED("ACTIVE"),

  /** It rests, with the newest token. */
  PAUSED("PAUSED"),

  /** It is over, here and at the provider. */
  REVOKED("REVOKED");

  private final String status;

  Fate(String status) {
    this.status = status;
  }

  String status() {
    return status;
  }
}

package io.evergrant.bootstrap;

/** A configuration value is missing or wrong: the message names its key, the cause and the mend. */
public final class BadConfiguration extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadConfiguration(String key, String cause, String mend) {
    super(key + " " + cause + ". " + mend);
  }
}

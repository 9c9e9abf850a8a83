package io.evergrant.cli;

import java.util.regex.Pattern;

/** An API key. It cannot print itself. */
record Key(String reveal) {
  private static final Pattern FORM = Pattern.compile("eg_[0-9A-Za-z]{20,200}");

  /**
   * As it was given.
   *
   * @param where it came from, for the message
   */
  static Key of(String given, String where) {
    var key = given.strip();
    if (!FORM.matcher(key).matches()) {
      throw Failure.usage(
          "What " + where + " holds is no API key.", "Copy the whole key; it begins with eg_.");
    }
    return new Key(key);
  }

  @Override
  public String toString() {
    return "Key[hidden]";
  }
}

package io.evergrant.api;

import jakarta.json.JsonObject;

/**
 * One member of a body that is wrong.
 *
 * @param name as in {@code policy.reuse_grace}
 * @param mend what to send instead, after the name in a sentence
 */
record FieldError(String name, String pointer, String mend) {
  static FieldError of(String name, String mend) {
    return new FieldError(name, "#/" + escaped(name), mend);
  }

  /** Within an object of the body. */
  FieldError in(String object) {
    return new FieldError(object + "." + name, "#/" + escaped(object) + pointer.substring(1), mend);
  }

  /** RFC 6901 section 3; within a fragment, other than letters and digits would be encoded too. */
  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  String sentence() {
    return "«" + name + "»: " + mend;
  }

  /** As in the example of RFC 9457 section 3. */
  JsonObject view() {
    return new Json().with("pointer", pointer).with("detail", mend).done();
  }
}

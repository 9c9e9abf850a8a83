package io.evergrant.bench;

import net.minidev.json.JSONObject;

/**
 * What a figure should be.
 *
 * @param atLeast whether more is better
 */
record Target(String what, double measured, double aim, boolean atLeast) {
  static Target atLeast(String what, double measured, double aim) {
    return new Target(what, measured, aim, true);
  }

  static Target atMost(String what, double measured, double aim) {
    return new Target(what, measured, aim, false);
  }

  /** Also where it was not measured. */
  boolean isMissed() {
    return atLeast ? !(measured >= aim) : !(measured <= aim);
  }

  String inWords() {
    return "%s: %.2f, aimed at %s %.2f"
        .formatted(what, measured, atLeast ? "at least" : "at most", aim);
  }

  JSONObject toJson() {
    var json = new JSONObject();
    json.put("what", what);
    json.put("measured", Double.isNaN(measured) ? null : measured);
    json.put(atLeast ? "at_least" : "at_most", aim);
    json.put("reached", !isMissed());
    return json;
  }
}

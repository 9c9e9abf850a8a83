package io.evergrant.usecase.tenant;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What the log tells of a link for a password: for whom, for how long, and never the link. */
final class LinkFacts {
  private LinkFacts() {}

  static Map<String, String> of(String email, Duration life, boolean mailed) {
    var facts = new HashMap<String, String>();
    facts.put("member", email);
    facts.put("life_s", Long.toString(life.toSeconds()));
    if (mailed) {
      facts.put("mailed", "true");
    }
    return facts;
  }
}

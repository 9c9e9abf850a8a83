package io.evergrant.testkit.demo;

import java.time.Duration;
import java.time.Instant;

/** What a refresh token is worth now. */
enum Verdict {
  GOOD("The refresh token is good"),
  ENDED("The grant was revoked"),
  EXPIRED("The refresh token has expired"),
  SPENT("The refresh token was used before");

  final String text;

  Verdict(String text) {
    this.text = text;
  }

  static Verdict of(Mode mode, Family family, int generation, Instant now) {
    if (!family.alive() || !family.offline()) {
      return ENDED;
    }
    var end = family.endsAt(mode);
    if (end != null && !now.isBefore(end)) {
      return EXPIRED;
    }
    var grace = Duration.ofSeconds(mode.grace());
    var newest = generation == family.generation();
    return newest || family.isWithinGrace(generation, grace, now) ? GOOD : SPENT;
  }
}

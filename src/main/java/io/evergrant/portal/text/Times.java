package io.evergrant.portal.text;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times as the server writes them, in UTC; the page's script shows them in the person's zone. */
@Named("times")
@Dependent
public class Times {
  private final Sentences text;

  @Inject
  public Times(Sentences text) {
    this.text = text;
  }

  /** ISO 8601, for the {@code datetime} attribute. */
  public String iso(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** For a person, with the zone's name. */
  public String utc(Instant at) {
    return written("time.pattern", at);
  }

  /** An hour that began then. */
  public String hour(Instant at) {
    return written("time.hour", at);
  }

  /** A day of UTC. */
  public String day(Instant at) {
    return written("time.day", at);
  }

  private String written(String pattern, Instant at) {
    return DateTimeFormatter.ofPattern(text.of(pattern), text.locale())
        .withZone(ZoneOffset.UTC)
        .format(at);
  }
}

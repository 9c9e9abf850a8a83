package io.evergrant.portal.text;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times as a person reads them, in the person's zone. */
@Named("times")
@Dependent
public class Times {
  private final Sentences text;
  private final ShownZone zone;

  @Inject
  public Times(Sentences text, ShownZone zone) {
    this.text = text;
    this.zone = zone;
  }

  /** For what no request asks for. */
  public Times(Sentences text, ZoneId zone) {
    this(text, new ShownZone(zone, ShownZone.Source.ACCOUNT));
  }

  /** ISO 8601, for the {@code datetime} attribute. */
  public String iso(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** In UTC, which is said beside it. */
  public String utc(Instant at) {
    return written("time.pattern", at, ZoneOffset.UTC) + " UTC";
  }

  /**
   * For a page, whose frame names the zone. The offset stands beside a time that the clocks showed
   * twice, and UTC where no zone is known.
   */
  public String shown(Instant at) {
    return marked(written("time.pattern", at, zone.id()), at);
  }

  /** For a sentence or a mail, always with its offset: {@code 26 Nov 2026, 15:45:00 UTC+05:45}. */
  public String told(Instant at) {
    return written("time.pattern", at, zone.id()) + " " + offset(at);
  }

  /** An hour that began then. */
  public String hour(Instant at) {
    var hour = written("time.hour", at, zone.id());
    return isTwice(at) ? hour + " " + offset(at) : hour;
  }

  /** A day of the zone. */
  public String day(Instant at) {
    return written("time.day", at, zone.id());
  }

  /** {@code UTC}, or how far the zone is from it at that time: {@code UTC-03:30}. */
  public String offset(Instant at) {
    var offset = zone.id().getRules().getOffset(at);
    return offset.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + offset.getId();
  }

  private String marked(String time, Instant at) {
    return !zone.isKnown() || isTwice(at) ? time + " " + offset(at) : time;
  }

  private boolean isTwice(Instant at) {
    var rules = zone.id().getRules();
    return rules.getValidOffsets(at.atZone(zone.id()).toLocalDateTime()).size() > 1;
  }

  private String written(String pattern, Instant at, ZoneId in) {
    return DateTimeFormatter.ofPattern(text.of(pattern), text.locale()).withZone(in).format(at);
  }
}

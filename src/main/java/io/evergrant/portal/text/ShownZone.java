package io.evergrant.portal.text;

import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The zone in which whoever makes a request reads and types times: the one that was chosen for the
 * account, else the one that the browser told, else UTC.
 */
public final class ShownZone {
  private static final String ATTRIBUTE = "evergrant.zone";

  /** As the zone of that name, which the database of zones knows, and nothing about it. */
  static final ShownZone UTC = new ShownZone(ZoneId.of("UTC"), Source.NOBODY);

  private final ZoneId id;
  private final Source source;

  ShownZone(ZoneId id, Source source) {
    this.id = id;
    this.source = source;
  }

  /** For the rest of the request. */
  public static void choose(HttpServletRequest request, @Nullable ZoneId chosen) {
    if (chosen != null) {
      request.setAttribute(ATTRIBUTE, new ShownZone(chosen, Source.ACCOUNT));
    }
  }

  /** Once a request: pages ask for it with each time. */
  public static ShownZone of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof ShownZone known) {
      return known;
    }
    var zone = ZoneCookie.of(request).map(told -> new ShownZone(told, Source.BROWSER)).orElse(UTC);
    request.setAttribute(ATTRIBUTE, zone);
    return zone;
  }

  public ZoneId id() {
    return id;
  }

  /** Its name in the IANA database. */
  public String getName() {
    return id.getId();
  }

  /** Who says so, for the page's script. */
  public String getSource() {
    return source.name().toLowerCase(Locale.ROOT);
  }

  /** Whether anybody told a zone: times are in UTC where nobody did, and must say so. */
  public boolean isKnown() {
    return source != Source.NOBODY;
  }

  /** From whom a zone is known. */
  enum Source {
    ACCOUNT,
    BROWSER,
    NOBODY
  }
}

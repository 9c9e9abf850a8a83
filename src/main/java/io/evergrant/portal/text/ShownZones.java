package io.evergrant.portal.text;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

/** Gives pages and what is injected the zone of whoever makes the request. */
@Dependent
public class ShownZones {
  @Produces
  @Named("zone")
  @Dependent
  public static ShownZone of(HttpServletRequest request) {
    return ShownZone.of(request);
  }
}

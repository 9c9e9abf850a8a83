package io.evergrant.domain.tenant;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Zones by their names in the IANA time zone database, as this machine's Java knows it. */
public final class Zones {
  /** In whatever case they are typed. */
  private static final Map<String, ZoneId> BY_NAME = read();

  /**
   * Those of places, and UTC: others are names of old systems, which are understood and no more.
   */
  private static final List<String> OFFERED =
      BY_NAME.keySet().stream()
          .filter(name -> name.equals("UTC") || (name.contains("/") && !name.startsWith("Etc/")))
          .toList();

  private Zones() {}

  /** The zone of that name; empty where no place has it. */
  public static Optional<ZoneId> named(String typed) {
    return Optional.ofNullable(BY_NAME.get(typed.strip().replace(' ', '_')));
  }

  /** What a person may be offered, in the order of the names. */
  public static List<String> offered() {
    return OFFERED;
  }

  private static Map<String, ZoneId> read() {
    var zones = new TreeMap<String, ZoneId>(String.CASE_INSENSITIVE_ORDER);
    ZoneId.getAvailableZoneIds().stream()
        .filter(name -> !name.startsWith("SystemV/"))
        .forEach(name -> zones.put(name, ZoneId.of(name)));
    return zones;
  }
}

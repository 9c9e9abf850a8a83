package io.evergrant.bench;

import java.util.List;
import net.minidev.json.JSONObject;

/**
 * A whole log that went through the portal.
 *
 * @param what format, or what became of it
 * @param bytes that came out; 0 where none do
 * @param first milliseconds to the first byte; NaN where none is waited for
 */
record Carried(
    String what, String how, long events, long bytes, double first, Load load, Memory.Kept memory)
    implements Figures {
  private double perSecond() {
    return events / load.seconds();
  }

  @Override
  public List<Target> targets() {
    return List.of(memory.constant());
  }

  @Override
  public String whatBinds() {
    return load.inWords();
  }

  @Override
  public JSONObject toJson() {
    var json = new JSONObject();
    json.put("scenario", what + ", " + how);
    json.put("events", events);
    json.put("seconds", load.seconds());
    json.put("events_per_second", perSecond());
    json.put("bytes", bytes);
    json.put("first_byte_ms", Double.isNaN(first) ? null : first);
    json.put("memory", memory.toJson());
    json.put("load", load.toJson());
    return json;
  }

  @Override
  public String inWords() {
    var text = new StringBuilder();
    text.append("%s, %s: %d events, %.1f MB%n".formatted(what, how, events, bytes / 1e6));
    text.append(
        "  events a second           %.0f (%.1f s; %s)%n"
            .formatted(perSecond(), load.seconds(), load.inWords()));
    if (!Double.isNaN(first)) {
      text.append("  first byte after          %.0f ms%n".formatted(first));
    }
    return text.append(memory.inWords()).toString();
  }
}

package io.evergrant.domain.audit;

import io.evergrant.domain.tenant.TenantId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event's row, all of it and as it stands there: what the audit chain links. Nothing is looked
 * up or understood, so that a row that was tampered with can be told too.
 */
public record LoggedEvent(
    TenantId tenant,
    long number,
    Instant at,
    String type,
    String actorKind,
    @Nullable UUID actorMember,
    @Nullable String actorName,
    @Nullable UUID grant,
    @Nullable UUID provider,
    @Nullable UUID attempt,
    boolean terminal,
    @Nullable String outcome,
    Map<String, String> details) {
  private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  /** In canonical JSON (RFC 8785): members in the order of their names, no white space. */
  public String canonical() {
    var out = new StringBuilder(512);
    out.append("{\"actor\":{\"kind\":");
    text(out, actorKind);
    out.append(",\"member\":");
    id(out, actorMember);
    out.append(",\"name\":");
    text(out, actorName);
    out.append("},\"at\":\"").append(time(at)).append("\",\"attempt\":");
    id(out, attempt);
    out.append(",\"details\":");
    texts(out, details);
    out.append(",\"grant\":");
    id(out, grant);
    out.append(",\"number\":").append(number).append(",\"outcome\":");
    text(out, outcome);
    out.append(",\"provider\":");
    id(out, provider);
    out.append(",\"tenant\":");
    id(out, tenant.value());
    out.append(",\"terminal\":").append(terminal).append(",\"type\":");
    text(out, type);
    return out.append('}').toString();
  }

  /** The details alone, in canonical JSON. */
  public String canonicalDetails() {
    var out = new StringBuilder(256);
    texts(out, details);
    return out.toString();
  }

  /**
   * In UTC with the six decimals that the database keeps. No event is of another age than four
   * digits can tell; a database can hold such a time all the same.
   */
  public static String time(Instant at) {
    if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
      return at.toString();
    }
    var utc = at.atOffset(ZoneOffset.UTC);
    var out = new StringBuilder(27);
    padded(out, utc.getYear(), 4).append('-');
    padded(out, utc.getMonthValue(), 2).append('-');
    padded(out, utc.getDayOfMonth(), 2).append('T');
    padded(out, utc.getHour(), 2).append(':');
    padded(out, utc.getMinute(), 2).append(':');
    padded(out, utc.getSecond(), 2).append('.');
    return padded(out, utc.getNano() / 1_000, 6).append('Z').toString();
  }

  private static StringBuilder padded(StringBuilder out, int number, int width) {
    var digits = Integer.toString(number);
    return out.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
  }

  private static void texts(StringBuilder out, Map<String, String> map) {
    // section 3.2.3: by UTF-16 code units, which is how Java compares texts
    var separator = '{';
    for (var fact : new TreeMap<>(map).entrySet()) {
      out.append(separator);
      text(out, fact.getKey());
      out.append(':');
      text(out, fact.getValue());
      separator = ',';
    }
    out.append(map.isEmpty() ? "{}" : "}");
  }

  private static void id(StringBuilder out, @Nullable UUID id) {
    text(out, id == null ? null : id.toString());
  }

  /** Writes a JSON string, or null. */
  public static void text(StringBuilder out, @Nullable String text) {
    if (text == null) {
      out.append("null");
      return;
    }
    out.append('"');
    for (var i = 0; i < text.length(); i++) {
      character(out, text.charAt(i));
    }
    out.append('"');
  }

  /** Section 3.2.2.2. */
  private static void character(StringBuilder out, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < ' ') {
          out.append("\\u00").append(c < 16 ? '0' : '1').append("0123456789abcdef".charAt(c & 15));
        } else {
          out.append(c);
        }
      }
    }
  }
}

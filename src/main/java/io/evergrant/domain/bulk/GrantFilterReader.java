package io.evergrant.domain.bulk;

import io.evergrant.domain.audit.AuditTime;
import io.evergrant.domain.grant.GrantFilter;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.Percent;
import io.evergrant.domain.grant.Rotation;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Zones;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a question from an address. What cannot be read is named: to act on what a wider question
 * finds would hit grants that nobody meant.
 */
public final class GrantFilterReader {
  private static final int LONGEST_TEXT = 200;
  private static final int LONGEST_SCOPE = 500;
  private static final int LONGEST_END = 3_650;
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  /** Grants that are named one by one. */
  public static final int MOST = 200;

  private final Function<String, List<String>> parameters;
  private final List<String> mistaken = new ArrayList<>();
  private final ZoneId zone;

  private GrantFilterReader(Function<String, List<String>> parameters, ZoneId otherwise) {
    this.parameters = parameters;
    this.zone = Objects.requireNonNullElse(one("zone", GrantFilterReader::zone), otherwise);
  }

  /**
   * Reads the parameters of a page, by their names.
   *
   * @param zone for times without an offset, where no parameter names another
   */
  public static Read read(Function<String, List<String>> parameters, ZoneId zone) {
    var reader = new GrantFilterReader(parameters, zone);
    return new Read(reader.filter(), reader.zone, List.copyOf(reader.mistaken));
  }

  /**
   * Reads what {@link GrantFilter#query()} wrote.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static GrantFilter parse(String query) {
    var read = readQuery(query);
    if (!read.isUnderstood() || !read.filter().query().equals(query)) {
      throw new IllegalArgumentException("no question: " + query);
    }
    return read.filter();
  }

  /** Reads what stands in an address behind the question mark, as far as it is understood. */
  public static Read readQuery(String query) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (var pair : query.split("&", -1)) {
      var equals = pair.indexOf('=');
      if (equals > 0) {
        all.computeIfAbsent(pair.substring(0, equals), name -> new ArrayList<>())
            .add(Percent.decode(pair.substring(equals + 1)));
      }
    }
    return read(name -> all.getOrDefault(name, List.of()), ZoneOffset.UTC);
  }

  private GrantFilter filter() {
    return new GrantFilter(
        one("q", text -> upTo(text, LONGEST_TEXT)),
        one("status", code -> constant(GrantStatus.values(), code)),
        one("cause", GrantFilterReader::cause),
        one("provider", ProviderId::parse),
        one("ends", GrantFilterReader::days),
        one("scope", GrantFilterReader::scope),
        one("from", this::time),
        one("before", this::time),
        one("rotation", code -> constant(Rotation.values(), code)),
        one("unanswered", UUID::fromString),
        grants());
  }

  private <T> @Nullable T one(String name, Function<String, T> type) {
    var given = parameters.apply(name).stream().map(String::strip).filter(v -> !v.isEmpty());
    var values = given.toList();
    try {
      if (values.size() > 1) {
        throw new IllegalArgumentException("twice");
      }
      return values.isEmpty() ? null : type.apply(values.getFirst());
    } catch (IllegalArgumentException | DateTimeException e) {
      mistaken.add(name);
      return null;
    }
  }

  private List<GrantId> grants() {
    try {
      var all = parameters.apply("grant").stream().map(GrantId::parse).distinct().toList();
      if (all.size() > MOST) {
        throw new IllegalArgumentException("too many");
      }
      return all;
    } catch (IllegalArgumentException e) {
      mistaken.add("grant");
      return List.of();
    }
  }

  private static String upTo(String text, int longest) {
    if (text.length() > longest || text.chars().anyMatch(c -> c < ' ' || c == 127)) {
      throw new IllegalArgumentException("too long, or no text");
    }
    return text;
  }

  private static <E extends Enum<E>> E constant(E[] values, String code) {
    return Arrays.stream(values)
        .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("none of them"));
  }

  private static String cause(String code) {
    if (!code.matches("[a-z_]{1,50}")) {
      throw new IllegalArgumentException("no cause");
    }
    return code;
  }

  private static Duration days(String text) {
    var days = Integer.parseInt(text);
    if (days < 1 || days > LONGEST_END) {
      throw new IllegalArgumentException("no such time");
    }
    return Duration.ofDays(days);
  }

  /** What a database can hold. */
  private Instant time(String text) {
    var time = AuditTime.parse(text, zone);
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new IllegalArgumentException("no time of a consent");
    }
    return time;
  }

  private static ZoneId zone(String name) {
    return Zones.named(name).orElseThrow(() -> new IllegalArgumentException("no zone"));
  }

  /** RFC 6749 section 3.3: a scope has no space in it. */
  private static String scope(String text) {
    if (text.contains(" ")) {
      throw new IllegalArgumentException("more than one");
    }
    return upTo(text, LONGEST_SCOPE);
  }

  /**
   * What was read.
   *
   * @param zone of the times that have no offset
   * @param mistaken names of what could not be
   */
  public record Read(GrantFilter filter, ZoneId zone, List<String> mistaken) {
    public boolean isUnderstood() {
      return mistaken.isEmpty();
    }
  }
}

package io.evergrant.api;

import io.evergrant.domain.audit.AuditTime;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The query of a call. One that is not known, comes twice or cannot be read is refused: an answer
 * to a wider question would look like the answer to this one.
 */
final class Parameters {
  private static final int LONGEST = 1_000;

  /** Percent-encoded, more would be longer than servers read. */
  private static final int LONGEST_TEXT = 600;

  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final MultivaluedMap<String, String> query;

  private Parameters(MultivaluedMap<String, String> query) {
    this.query = query;
  }

  static Parameters of(UriInfo address, String... known) {
    MultivaluedMap<String, String> query;
    try {
      query = address.getQueryParameters();
    } catch (IllegalArgumentException e) {
      throw new Problem(ProblemType.BAD_REQUEST, "The query is not percent-encoded as it should.");
    }
    for (var name : query.keySet()) {
      if (!Arrays.asList(known).contains(name)) {
        throw Problem.parameter(
            printable(name), "is not known here. Known: " + String.join(", ", known) + ".");
      }
    }
    return new Parameters(query);
  }

  @Nullable String text(String name) {
    var values = query.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw Problem.parameter(name, "is given twice. Give it once.");
    }
    if (values.isEmpty()) {
      return null;
    }
    var value = values.getFirst();
    if (value.isEmpty()) {
      throw Problem.parameter(name, "is empty. Leave it out where nothing is asked.");
    }
    if (value.length() > LONGEST || value.chars().anyMatch(Parameters::isNoText)) {
      throw Problem.parameter(name, "is too long, or no text in UTF-8.");
    }
    return value;
  }

  /** Of a person's own words. */
  @Nullable String words(String name) {
    var text = text(name);
    if (text != null && text.length() > LONGEST_TEXT) {
      throw Problem.parameter(name, "is too long: at most " + LONGEST_TEXT + " characters.");
    }
    return text;
  }

  <T> @Nullable T read(String name, String mend, Function<String, T> type) {
    var text = text(name);
    if (text == null) {
      return null;
    }
    try {
      return type.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw Problem.parameter(name, mend);
    }
  }

  <T> @Nullable T id(String name, Function<UUID, T> type) {
    return read(name, "is no id. Copy it from an answer.", text -> type.apply(uuid(text)));
  }

  /** One or more, each once: the parameter is repeated for each. */
  <T> List<T> ids(String name, int most, Function<UUID, T> type) {
    var values = query.getOrDefault(name, List.of());
    if (values.isEmpty() || values.size() > most) {
      throw Problem.parameter(name, "give it from once to " + most + " times.");
    }
    try {
      var ids = values.stream().map(Parameters::uuid).distinct().toList();
      if (ids.size() < values.size()) {
        throw Problem.parameter(name, "names something twice. Name it once.");
      }
      return ids.stream().map(type).toList();
    } catch (IllegalArgumentException e) {
      throw Problem.parameter(name, "one is no id. Copy it from an answer.");
    }
  }

  /** RFC 3339, with its offset. */
  @Nullable Instant time(String name) {
    return read(
        name,
        "is no time. Write it as 2026-01-31T08:00:00Z.",
        text -> AuditTime.within(OffsetDateTime.parse(text).toInstant()));
  }

  /** By its lower-case name. */
  <E extends Enum<E>> @Nullable E constant(String name, E[] values) {
    var names = Arrays.stream(values).map(Parameters::code).toList();
    return read(
        name,
        "is none of " + String.join(", ", names) + ".",
        text ->
            Arrays.stream(values)
                .filter(value -> code(value).equals(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new));
  }

  int number(String name, int least, int most, int otherwise) {
    var number =
        read(
            name,
            "is no whole number from " + least + " to " + most + ".",
            text -> {
              var value = Integer.parseInt(text);
              if (value < least || value > most) {
                throw new IllegalArgumentException();
              }
              return value;
            });
    return number == null ? otherwise : number;
  }

  /** False where it is missing. */
  boolean truth(String name) {
    return Boolean.TRUE.equals(
        read(
            name,
            "is neither true nor false.",
            text ->
                switch (text) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw new IllegalArgumentException();
                }));
  }

  /** A place in the audit chain. */
  @Nullable Long sequence(String name, long least) {
    return read(
        name,
        "is no sequence of an event: a whole number from " + least + ".",
        text -> {
          var value = text.matches("\\d{1,15}") ? Long.parseLong(text) : -1;
          if (value < least) {
            throw new IllegalArgumentException();
          }
          return value;
        });
  }

  /** What stands in the path: no id is as good as an unknown one. */
  static <T> T path(String text, Function<UUID, T> type) {
    try {
      return type.apply(uuid(text));
    } catch (IllegalArgumentException e) {
      throw Problem.notFound();
    }
  }

  /** As Java writes it and no other way: the library reads much that nobody meant. */
  static UUID uuid(String text) {
    if (!ID.matcher(text).matches()) {
      throw new IllegalArgumentException("not an id");
    }
    return UUID.fromString(text);
  }

  static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static boolean isNoText(int c) {
    return c < ' ' || c == 127 || c == 0xFFFD;
  }

  private static String printable(String name) {
    var shown = name.length() > 50 ? name.substring(0, 50) : name;
    return shown.replaceAll("[^\\p{Print}]", "?");
  }
}

package io.evergrant.usecase.importing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The members of one object, read by name and type. Null and absent are the same: libraries write
 * both. Each method throws {@link RowRefused} with the field's whole name.
 *
 * @param prefix of the names, such as {@code token.}
 */
record Fields(String prefix, Value.Members members) {
  private static final int LONGEST_NUMBER = 40;
  private static final double LONGEST_LIFE = 4e9;

  /** A member, whatever it is; null where there is none. */
  @Nullable Value get(String name) {
    var value = members.values().get(name);
    return value instanceof Value.Nothing ? null : value;
  }

  String required(String name, int longest) {
    var text = text(name, longest);
    if (text == null) {
      throw refused(name, Fault.MISSING);
    }
    return text;
  }

  /** Without what surrounds it; null where nothing is left. */
  @Nullable String text(String name, int longest) {
    return switch (get(name)) {
      case null -> null;
      case Value.Text text -> clean(name, text.value(), longest);
      default -> throw refused(name, Fault.WRONG_TYPE);
    };
  }

  private @Nullable String clean(String name, String text, int longest) {
    notSerialized(name, text);
    var stripped = text.strip();
    if (stripped.length() > longest) {
      throw refused(name, Fault.TOO_LONG);
    }
    if (!isText(stripped)) {
      throw refused(name, Fault.CHARACTERS);
    }
    return stripped.isEmpty() ? null : stripped;
  }

  /** RFC 6749 appendix A.12 and A.17: printable ASCII; null where it is absent or empty. */
  @Nullable String token(String name, int longest) {
    var value = get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Value.Text(var text))) {
      throw refused(name, Fault.WRONG_TYPE);
    }
    notSerialized(name, text);
    if (text.length() > longest) {
      throw refused(name, Fault.TOO_LONG);
    }
    if (text.chars().anyMatch(c -> c < ' ' || c > '~')
        || text.startsWith(" ")
        || text.endsWith(" ")) {
      throw refused(name, Fault.CHARACTERS);
    }
    return text.isEmpty() ? null : text;
  }

  /** One string, or a list of strings: the libraries write either. */
  Optional<String> words(String name, int longest) {
    return switch (get(name)) {
      case null -> Optional.empty();
      case Value.Text text -> Optional.ofNullable(clean(name, text.value(), longest));
      case Value.Items(var items) -> Optional.of(joined(name, items, longest));
      default -> throw refused(name, Fault.WRONG_TYPE);
    };
  }

  private String joined(String name, List<Value> items, int longest) {
    var joined = new StringBuilder();
    for (var item : items) {
      if (!(item instanceof Value.Text(var word))) {
        throw refused(name, Fault.WRONG_TYPE);
      }
      joined.append(' ').append(word);
    }
    var clean = clean(name, joined.toString(), longest);
    return clean == null ? "" : clean;
  }

  /**
   * Seconds since 1970, whole or not, or ISO 8601; numbers also as text. Zero is nothing: several
   * libraries write it where they know no end.
   */
  @Nullable Instant time(String name) {
    var written = number(name);
    if (written == null) {
      return null;
    }
    var time = Times.read(written).orElseThrow(() -> refused(name, Fault.NOT_A_TIME));
    return time.equals(Instant.EPOCH) ? null : time;
  }

  /** In seconds, whole or not; negative where it is over already. */
  @Nullable Duration life(String name) {
    var written = number(name);
    if (written == null) {
      return null;
    }
    return Times.seconds(written)
        .filter(seconds -> Math.abs(seconds) < LONGEST_LIFE)
        .map(seconds -> Duration.ofMillis(Math.round(seconds * 1_000)))
        .orElseThrow(() -> refused(name, Fault.NOT_A_NUMBER));
  }

  private @Nullable String number(String name) {
    return switch (get(name)) {
      case null -> null;
      case Value.Figure(var digits) -> digits.length() > LONGEST_NUMBER ? "too long" : digits;
      case Value.Text text -> clean(name, text.value(), LONGEST_NUMBER);
      default -> throw refused(name, Fault.WRONG_TYPE);
    };
  }

  boolean isTrue(String name) {
    return switch (get(name)) {
      case null -> false;
      case Value.Truth(var truth) -> truth;
      case Value.Text(var text) -> text.equalsIgnoreCase("true");
      default -> throw refused(name, Fault.WRONG_TYPE);
    };
  }

  void notSerialized(String name, String text) {
    Serialized.in(text)
        .ifPresent(
            kind -> {
              throw refused(
                  name,
                  switch (kind) {
                    case PICKLE -> Fault.PICKLE;
                    case JAVA_SERIALIZATION -> Fault.JAVA_SERIALIZATION;
                  });
            });
  }

  RowRefused refused(String name, Fault fault) {
    return new RowRefused(prefix + name, fault);
  }

  /** No control characters, and no half of a surrogate pair: the database takes neither. */
  private static boolean isText(String text) {
    return text.codePoints()
        .noneMatch(c -> Character.isISOControl(c) || (c >= Character.MIN_SURROGATE && c <= 0xDFFF));
  }
}

package io.evergrant.api;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object, asked for one by one; what is of another type, and what nobody asked
 * for, is remembered, so that a caller is told of everything at once.
 */
final class Fields {
  private static final int LONGEST = 4_000;

  private final JsonObject object;
  private final List<FieldError> errors = new ArrayList<>();
  private final Set<String> asked = new LinkedHashSet<>();

  Fields(JsonObject object) {
    this(object, List.of());
  }

  /**
   * Of an object of which others are read elsewhere.
   *
   * @param others are named too where one is not known
   */
  Fields(JsonObject object, List<String> others) {
    this.object = object;
    asked.addAll(others);
  }

  /** Empty where it is missing or null. */
  String text(String name) {
    return switch (value(name)) {
      case null -> "";
      case JsonString text when text.getChars().length() > LONGEST ->
          refuse(name, "is too long: at most " + LONGEST + " characters.", "");
      case JsonString text when isText(text.getString()) -> text.getString();
      case JsonString text -> refuse(name, "has characters that do not print: leave them out.", "");
      default -> refuse(name, "has to be a string.", "");
    };
  }

  boolean truth(String name) {
    return switch (value(name)) {
      case null -> false;
      case JsonValue value when value.equals(JsonValue.TRUE) -> true;
      case JsonValue value when value.equals(JsonValue.FALSE) -> false;
      default -> refuse(name, "has to be true or false.", false);
    };
  }

  /** A whole number as it would be typed; empty where it is missing or null. */
  String whole(String name) {
    return switch (value(name)) {
      case null -> "";
      case JsonNumber number when isWhole(number) -> Integer.toString(number.intValueExact());
      default -> refuse(name, "has to be a whole number.", "");
    };
  }

  private static boolean isWhole(JsonNumber number) {
    try {
      number.intValueExact();
      return true;
    } catch (ArithmeticException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** By its lower-case name. */
  <E extends Enum<E>> E word(String name, E[] values, E otherwise) {
    var text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    return Arrays.stream(values)
        .filter(value -> Parameters.code(value).equals(text))
        .findFirst()
        .orElseGet(() -> refuse(name, "is none of " + codes(values) + ".", otherwise));
  }

  /** By its very name. */
  <E extends Enum<E>> E exact(String name, E[] values, E otherwise) {
    var text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    var names = String.join(", ", Arrays.stream(values).map(Enum::name).toList());
    return Arrays.stream(values)
        .filter(value -> value.name().equals(text))
        .findFirst()
        .orElseGet(() -> refuse(name, "is none of " + names + ".", otherwise));
  }

  private static String codes(Enum<?>[] values) {
    return String.join(", ", Arrays.stream(values).map(Parameters::code).toList());
  }

  /** Without members where it is missing or null. */
  Fields object(String name) {
    return new Fields(
        switch (value(name)) {
          case null -> JsonValue.EMPTY_JSON_OBJECT;
          case JsonObject inner -> inner;
          default -> refuse(name, "has to be an object.", JsonValue.EMPTY_JSON_OBJECT);
        });
  }

  /** An object all of whose members are texts. */
  Map<String, String> texts(String name) {
    var inner = object(name);
    var texts = new TreeMap<String, String>();
    inner.object.keySet().forEach(key -> texts.put(key, inner.text(key)));
    take(name, inner);
    return texts;
  }

  /** An array of texts; empty where it is missing or null. */
  List<String> list(String name) {
    return switch (value(name)) {
      case null -> List.of();
      case JsonArray array when isTexts(array) -> array.getValuesAs(JsonString::getString);
      default -> refuse(name, "has to be an array of strings.", List.of());
    };
  }

  static boolean isTexts(JsonArray array) {
    return array.stream()
        .allMatch(item -> item instanceof JsonString text && isText(text.getString()));
  }

  void wrong(String name, String mend) {
    errors.add(FieldError.of(name, mend));
  }

  /** What was found within a member. */
  void take(String name, Fields inner) {
    inner.errors().forEach(error -> errors.add(error.in(name)));
  }

  /** What was found so far, with the members that nobody asked for. */
  List<FieldError> errors() {
    var all = new ArrayList<>(errors);
    object.keySet().stream()
        .filter(name -> !asked.contains(name))
        .forEach(
            name ->
                all.add(
                    FieldError.of(
                        printable(name),
                        "is not known here. Known: " + String.join(", ", asked) + ".")));
    return all;
  }

  static String printable(String name) {
    var shown = name.length() > 50 ? name.substring(0, 50) : name;
    return shown.replaceAll("[^\\p{Print}]", "?");
  }

  private @Nullable JsonValue value(String name) {
    asked.add(name);
    var value = object.get(name);
    return value == null || value.equals(JsonValue.NULL) ? null : value;
  }

  private <T> T refuse(String name, String mend, T otherwise) {
    wrong(printable(name), mend);
    return otherwise;
  }

  /** Whether it is all text that a database stores and a person reads. */
  static boolean isText(String text) {
    return text.chars().noneMatch(c -> c < ' ' || c == 127 || c == 0xFFFD)
        && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}

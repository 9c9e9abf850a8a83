package io.evergrant.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the program's name, as options and values. No message repeats a value: it may
 * be a key that was put in the wrong place.
 */
final class Arguments {
  private static final Set<String> WITH_VALUE =
      Set.of("--grant", "--out", "--min-ttl", "--url", "--key-file", "--wait");
  private static final Set<String> ALONE = Set.of("--print", "--quiet", "--plain-http");
  private static final Set<String> KEYS = Set.of("--key", "--api-key", "--token", "--secret");

  /** All behind it is the command to run. */
  private static final String EXEC = "--exec";

  private final Map<String, String> given = new LinkedHashMap<>();
  private final List<String> command = new ArrayList<>();

  private Arguments() {}

  static Arguments of(List<String> words) {
    var arguments = new Arguments();
    for (var i = 0; i < words.size(); i++) {
      if (words.get(i).equals(EXEC)) {
        arguments.command.addAll(words.subList(i + 1, words.size()));
        if (arguments.command.isEmpty()) {
          throw Failure.usage("--exec names no command.", "Put the command behind it, as last.");
        }
        return arguments;
      }
      i += arguments.take(words, i);
    }
    return arguments;
  }

  /** Returns how many words behind this one belong to it. */
  private int take(List<String> words, int at) {
    var word = words.get(at);
    var equals = word.indexOf('=');
    var name = equals < 0 ? word : word.substring(0, equals);
    if (KEYS.contains(name)) {
      throw Failure.usage(
          "A key is never an argument: all who share this machine can read arguments.",
          "Put it into EVERGRANT_API_KEY, or into a file named by --key-file.");
    }
    if (ALONE.contains(word)) {
      put(name, "");
      return 0;
    }
    if (!WITH_VALUE.contains(name)) {
      throw Failure.usage(
          name.startsWith("--")
              ? "There is no option " + Screen.plain(name) + "."
              : "Argument " + (at + 1) + " is no option.",
          "See evergrant --help.");
    }
    var value =
        equals >= 0 ? word.substring(equals + 1) : at + 1 < words.size() ? words.get(at + 1) : "";
    if (value.isEmpty()) {
      throw Failure.usage(name + " has no value.", "See evergrant --help.");
    }
    put(name, value);
    return equals >= 0 ? 0 : 1;
  }

  private void put(String name, String value) {
    if (given.put(name, value) != null) {
      throw Failure.usage(name + " stands there twice.", "Leave one of them out.");
    }
  }

  boolean has(String name) {
    return given.containsKey(name);
  }

  @Nullable String value(String name) {
    return given.get(name);
  }

  /** Empty where none is to be run. */
  List<String> command() {
    return List.copyOf(command);
  }

  /** A whole number of seconds. */
  long seconds(String name, long otherwise, long most) {
    var text = given.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      var seconds = Long.parseLong(text);
      if (seconds >= 0 && seconds <= most) {
        return seconds;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw Failure.usage(
        name + " is no number of seconds.", "Write a whole number from 0 to " + most + ".");
  }
}

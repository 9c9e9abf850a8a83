package io.evergrant.portal.text;

import java.text.ChoiceFormat;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a sentence is filled in with: for each argument how it is written. Where a sentence chooses
 * among forms by a number, what stands in the forms counts; how many forms there are is for each
 * language to say, but a form for none is one that says something else.
 */
record Arguments(Map<Integer, Set<String>> written, Set<Integer> chosen, Set<Integer> none) {
  private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)(?:,([^{}]*))?}");
  private static final Pattern CHOICE = Pattern.compile("\\{(\\d+),choice,");

  static Arguments of(String sentence) {
    var written = new TreeMap<Integer, Set<String>>();
    for (var found : ARGUMENT.matcher(sentence).results().toList()) {
      var way = Objects.requireNonNullElse(found.group(2), "");
      if (!way.startsWith("choice")) {
        written.computeIfAbsent(Integer.valueOf(found.group(1)), n -> new TreeSet<>()).add(way);
      }
    }
    var chosen = new TreeSet<Integer>();
    CHOICE
        .matcher(sentence)
        .results()
        .forEach(found -> chosen.add(Integer.valueOf(found.group(1))));
    var none = new TreeSet<Integer>();
    var format = new MessageFormat(sentence);
    for (var number : chosen) {
      if (Arrays.stream(
              format.getFormatsByArgumentIndex()[number] instanceof ChoiceFormat choice
                  ? choice.getLimits()
                  : new double[0])
          .anyMatch(limit -> limit == 0)) {
        none.add(number);
      }
    }
    return new Arguments(written, chosen, none);
  }

  Set<Integer> numbers() {
    var all = new TreeSet<>(written.keySet());
    all.addAll(chosen);
    return all;
  }
}

package io.evergrant.bench;

import java.util.List;
import java.util.stream.Collectors;
import net.minidev.json.JSONObject;

/** What a scenario found out. */
interface Figures {
  JSONObject toJson();

  String inWords();

  /** What was aimed at. */
  List<Target> targets();

  /** The resource that binds, with the measurement that shows it. */
  String whatBinds();

  /** One line for each target that was missed, and why. */
  default String missed() {
    var missed = targets().stream().filter(Target::isMissed).map(Target::inWords).toList();
    return missed.isEmpty()
        ? ""
        : "  missed: %s%n  why: %s%n".formatted(String.join("; ", missed), whatBinds());
  }

  /** One line for each target, reached or not. */
  default String aims() {
    return targets().stream()
        .map(
            target ->
                "  %s: %s%n".formatted(target.isMissed() ? "missed" : "reached", target.inWords()))
        .collect(Collectors.joining());
  }
}

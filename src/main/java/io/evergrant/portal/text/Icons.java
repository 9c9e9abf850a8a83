package io.evergrant.portal.text;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Named;

/** Paths of the small pictures beside words, drawn on 24 by 24. They repeat what the word says. */
@Named("icons")
@Dependent
public class Icons {
  public String path(String name) {
    return switch (name) {
      case "good" -> "M4 12l5 5L20 6";
      case "warn" -> "M12 4v10M12 18v2";
      case "bad" -> "M6 6l12 12M18 6L6 18";
      case "idle" -> "M8 5v14M16 5v14";
      case "wait" -> "M12 5v7l4 3";
      default -> throw new IllegalArgumentException("no picture is called " + name);
    };
  }
}

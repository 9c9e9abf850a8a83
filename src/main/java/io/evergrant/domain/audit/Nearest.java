package io.evergrant.domain.audit;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The word that was probably meant, by Levenshtein's distance. */
final class Nearest {
  private Nearest() {}

  /** Null where none is near: every third letter may be wrong, and one more. */
  static @Nullable String to(String got, Collection<String> known) {
    var lower = got.toLowerCase(Locale.ROOT);
    var most = 1 + lower.length() / 3;
    if (lower.length() > 64) {
      return null;
    }
    return known.stream()
        .filter(word -> Math.abs(word.length() - lower.length()) <= most)
        .filter(word -> distance(lower, word.toLowerCase(Locale.ROOT)) <= most)
        .min(Comparator.comparingInt(word -> distance(lower, word.toLowerCase(Locale.ROOT))))
        .orElse(null);
  }

  private static int distance(String a, String b) {
    var row = new int[b.length() + 1];
    for (var j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (var i = 1; i <= a.length(); i++) {
      var diagonal = row[0];
      row[0] = i;
      for (var j = 1; j <= b.length(); j++) {
        var change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}

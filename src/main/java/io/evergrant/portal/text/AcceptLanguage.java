package io.evergrant.portal.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a browser asks for (RFC 9110 section 12.5.4), matched by looking up (RFC 4647 section 3.4):
 * the heaviest wish that is spoken here. What cannot be read of it is passed over.
 */
final class AcceptLanguage {
  /** Whoever reads traditional characters is not helped by simplified ones without asking. */
  private static final Set<String> TRADITIONAL = Set.of("hant", "tw", "hk", "mo");

  private static final String ANY = "*";

  /** Of a range (RFC 5646 section 4.4.1); and a regular expression has to end somewhere. */
  private static final int LONGEST = 35;

  private AcceptLanguage() {}

  /** Empty where none of them is spoken. */
  static Optional<Language> best(String field) {
    var wishes = wishes(field);
    var refused = EnumSet.noneOf(Language.class);
    wishes.stream()
        .filter(wish -> wish.weight() == 0)
        .flatMap(wish -> spoken(wish.range()).stream())
        .forEach(refused::add);
    return wishes.stream()
        .filter(wish -> wish.weight() > 0)
        .sorted(Comparator.comparingDouble(Wish::weight).reversed())
        .flatMap(wish -> wanted(wish, refused).stream())
        .findFirst();
  }

  private static Optional<Language> wanted(Wish wish, Set<Language> refused) {
    return wish.range().equals(ANY)
        ? Arrays.stream(Language.values()).filter(one -> !refused.contains(one)).findFirst()
        : spoken(wish.range()).filter(one -> !refused.contains(one));
  }

  /** Of a range such as {@code de-CH} or {@code zh-Hans-SG}. */
  private static Optional<Language> spoken(String range) {
    var parts = List.of(range.split("-", -1));
    if (parts.getFirst().equals("zh") && parts.stream().anyMatch(TRADITIONAL::contains)) {
      return Optional.empty();
    }
    return Arrays.stream(Language.values())
        .filter(one -> one.locale().getLanguage().equals(parts.getFirst()))
        .findFirst();
  }

  private static List<Wish> wishes(String field) {
    var wishes = new ArrayList<Wish>();
    for (var part : field.toLowerCase(Locale.ROOT).split(",", -1)) {
      var wish = wish(part);
      if (wish != null) {
        wishes.add(wish);
      }
    }
    return wishes;
  }

  private static @Nullable Wish wish(String part) {
    var pieces = part.split(";", -1);
    var range = pieces[0].strip();
    var weight = 1.0;
    for (var parameter : List.of(pieces).subList(1, pieces.length)) {
      var text = parameter.strip();
      if (!text.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)")) {
        return null;
      }
      weight = Double.parseDouble(text.substring(2));
    }
    return range.length() <= LONGEST && range.matches("\\*|[a-z]{1,8}(-[a-z0-9]{1,8})*")
        ? new Wish(range, weight)
        : null;
  }

  private record Wish(String range, double weight) {}
}

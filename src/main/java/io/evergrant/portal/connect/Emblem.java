package io.evergrant.portal.connect;

import io.evergrant.domain.tenant.Presentation;
import java.util.Objects;

/**
 * An organisation's sign: its first letter on its colour. Drawn with attributes of SVG, so that it
 * needs no style.
 *
 * @param letter in upper case
 * @param colour behind it, as {@code #rrggbb}
 * @param ink of the letter: black or white, whichever is easier to read on that colour
 */
public record Emblem(String name, String letter, String colour, String ink) {
  private static final String NEUTRAL = "#4b5a52";

  static Emblem of(Presentation whose) {
    var colour = Objects.requireNonNullElse(whose.colour(), NEUTRAL);
    var first = whose.name().codePointAt(0);
    var letter = Character.toString(Character.toUpperCase(first));
    return new Emblem(whose.name(), letter, colour, isLight(colour) ? "#000000" : "#ffffff");
  }

  /** By the relative luminance of WCAG 2.2: above this value black has the higher contrast. */
  private static boolean isLight(String colour) {
    var luminance =
        0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
    return luminance > 0.179;
  }

  private static double channel(String colour, int at) {
    var value = Integer.parseInt(colour, at, at + 2, 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}

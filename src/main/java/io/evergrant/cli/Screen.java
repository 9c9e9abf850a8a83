package io.evergrant.cli;

import java.io.PrintStream;

/** What people read, on standard error. No text from elsewhere moves the cursor of a terminal. */
final class Screen {
  private static final int LONGEST = 2_000;

  private final PrintStream out;

  Screen(PrintStream out) {
    this.out = out;
  }

  void say(String text) {
    out.println("evergrant: " + plain(text));
  }

  /** What is wrong, and what mends it. */
  void say(Failure failure) {
    say(failure.cause());
    if (!failure.mend().isEmpty()) {
      out.println("  Mend: " + plain(failure.mend()));
    }
  }

  /** Without controls, and without the marks that write from right to left. */
  static String plain(String text) {
    var plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
  }
}

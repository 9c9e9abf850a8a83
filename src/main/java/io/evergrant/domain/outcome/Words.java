package io.evergrant.domain.outcome;

import java.util.Locale;

/** Names of constants as tables and addresses carry them. */
final class Words {
  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

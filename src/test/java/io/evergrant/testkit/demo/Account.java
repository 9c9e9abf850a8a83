package io.evergrant.testkit.demo;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The people who can sign in at the demo provider. */
enum Account {
  ADA("Ada Lindqvist"),
  BEN("Ben Okafor"),
  CHEN("Chen Wei");

  final String fullName;

  Account(String fullName) {
    this.fullName = fullName;
  }

  /** The {@code sub} claim: never changes for an account. */
  String subject() {
    return name().toLowerCase(Locale.ROOT);
  }

  static @Nullable Account of(@Nullable String subject) {
    for (var account : values()) {
      if (account.subject().equals(subject)) {
        return account;
      }
    }
    return null;
  }

  /** The name to show for a subject; seeded subjects have none but themselves. */
  static String nameOf(String subject) {
    var account = of(subject);
    return account == null ? subject : account.fullName;
  }

  static String emailOf(String subject) {
    return subject + "@demo.example";
  }
}

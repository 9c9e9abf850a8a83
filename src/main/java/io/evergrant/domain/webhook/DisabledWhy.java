package io.evergrant.domain.webhook;

import java.util.Locale;

/** Why nothing is sent to a webhook. */
public enum DisabledWhy {
  PERSON,
  /** It answered 410: it wants nothing more. */
  GONE,
  /** Nothing got through for three days. */
  FAILING;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
